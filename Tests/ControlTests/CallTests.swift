// SPDX-License-Identifier: GPL-3.0-or-later

import TestSupport
import Testing

@testable import Control

struct CallTests {
  @Test(arguments: requests)
  func `what the client writes the server understands`(request: ControlRequest) throws {
    let message = Message.call(request)
    #expect(message.last == 0)
    let call = try #require(Call(Array(message.dropLast())))
    #expect(call.subject == .request(request))
    #expect(!call.wantsMore)
    #expect(!call.isOneWay)
  }

  @Test func `a client can ask for more, or for nothing`() throws {
    let more = try #require(Call(Array(Message.call(.status, more: true).dropLast())))
    #expect(more.wantsMore)
    let mute = try call(#"{"method":"io.montaged.Control.Resume","oneway":true}"#)
    #expect(mute.isOneWay)
    #expect(mute.subject == .request(.resume(folder: nil)))
  }

  @Test(arguments: [
    #"{"method":"io.montaged.Control.GetStatus"}"#,
    #"{"method":"io.montaged.Control.GetStatus","parameters":{}}"#,
    #"{"method":"io.montaged.Control.GetStatus","parameters":null,"more":null}"#,
    #" { "parameters" : { "unheard" : [1, {}] } , "method" : "io.montaged.Control.GetStatus" } "#,
  ])
  func `parameters may be missing, and unknown ones are passed over`(text: String) throws {
    #expect(try call(text).subject == .request(.status))
  }

  @Test func `the service tells about itself`() throws {
    #expect(try call(#"{"method":"org.varlink.service.GetInfo"}"#).subject == .info)
    let text =
      #"{"method":"org.varlink.service.GetInterfaceDescription","parameters":{"interface":"a.b"}}"#
    #expect(try call(text).subject == .description(interface: "a.b"))
  }

  @Test(arguments: [
    ("", "", CallError.invalidParameter("method")),
    ("GetStatus", "", .invalidParameter("method")),
    (".", "", .interfaceNotFound("")),
    ("io.montaged.Control.", "", .methodNotFound("io.montaged.Control.")),
    ("io.montaged.Control.getstatus", "", .methodNotFound("io.montaged.Control.getstatus")),
    ("io.montaged.Other.GetStatus", "", .interfaceNotFound("io.montaged.Other")),
    ("org.varlink.service.Quit", "", .methodNotFound("org.varlink.service.Quit")),
    ("org.varlink.service.GetInterfaceDescription", "", .invalidParameter("interface")),
    ("io.montaged.Control.Explain", "", .invalidParameter("path")),
    ("io.montaged.Control.Explain", #""path":7"#, .invalidParameter("path")),
    ("io.montaged.Control.Pause", #""seconds":"2h""#, .invalidParameter("seconds")),
    ("io.montaged.Control.Pause", #""seconds":1.5"#, .invalidParameter("parameters")),
    (
      "io.montaged.Control.Pause", #""seconds":99999999999999999999"#,
      .invalidParameter("parameters")
    ),
    ("io.montaged.Control.Pause", #""seconds":0"#, .invalidParameter("seconds")),
    ("io.montaged.Control.Pause", #""immediate":1"#, .invalidParameter("immediate")),
  ])
  func `a call that makes no sense is told why`(
    method: String, parameters: String, error: CallError
  ) throws {
    let text = "{\"method\":\"\(method)\",\"parameters\":{\(parameters)}}"
    let subject = try call(text).subject
    #expect(subject == .refused(error), "\(subject)")
  }

  @Test(arguments: ["[]", "7", #""x""#]) func `parameters are an object`(value: String) throws {
    let text = "{\"method\":\"io.montaged.Control.GetStatus\",\"parameters\":\(value)}"
    #expect(try call(text).subject == .refused(.invalidParameter("parameters")))
  }

  @Test(arguments: [
    "", " ", "{", "{}", "[]", "null", "7", "\"\"", "hello", "{\"method\":7}", "{\"method\":null}",
    "GET / HTTP/1.1\r\n\r\n", "{\"method\":\"a.b\"}x", "{\"method\":\"a.b\",\"more\":\"yes\"}",
    String(repeating: "[", count: 100_000), String(repeating: "{\"a\":", count: 100_000),
  ])
  func `other bytes are no call`(text: String) {
    #expect(Call(Array(text.utf8)) == nil)
  }

  @Test func `whatever the bytes are, nothing breaks`() {
    var random = SeededRandom(7)
    let messages = requests.map { Array(Message.call($0).dropLast()) }
    for round in 0..<3_000 {
      var bytes = messages[round % messages.count]
      for _ in 0...Int.random(in: 0...3, using: &random) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0...3, using: &random) {
        case 0: bytes[place] = .random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(contentsOf: Array(bytes[place...].prefix(9)), at: place)
        default: bytes.removeLast(bytes.count - place)
        }
      }
      // An answer, whichever; what is understood can be said again.
      if case .request(let request)? = Call(bytes)?.subject {
        #expect(Call(Array(Message.call(request).dropLast()))?.subject == .request(request))
      }
    }
    for _ in 0..<3_000 {
      let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      #expect(Call(bytes) == nil)
    }
  }

  private func call(_ text: String) throws -> Call { try #require(Call(Array(text.utf8))) }
}
