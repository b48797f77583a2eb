// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Status
import Testing

@testable import Control

struct ReplyTests {
  @Test(arguments: requests)
  func `an answer survives the wire`(request: ControlRequest) throws {
    let message = Message.answer(answer(to: request))
    #expect(message.last == 0)
    #expect(message.dropLast().contains(0) == false)
    #expect(try ControlAnswer.read(message.dropLast(), to: request) == answer(to: request))
  }

  @Test func `an error is thrown as what it is`() {
    let message = Message.error(.control(.notFound("gone"), path: "/a"))
    #expect(throws: CallError.control(.notFound("gone"), path: "/a")) {
      try ControlAnswer.read(message.dropLast(), to: .status)
    }
  }

  @Test func `only a status that is not the last one says that more come`() throws {
    let more = try object(Message.answer(answer(to: .status), continues: true))
    #expect(more["continues"] as? Bool == true)
    let last = try object(Message.answer(answer(to: .status)))
    #expect(Set(last.keys) == ["parameters"])
  }

  @Test(arguments: ["", "{}", "{\"parameters\":{}}", "{\"error\":7}", "[]", "{\"parameters\":7}"])
  func `an answer that makes no sense is a failure`(text: String) {
    for request in requests {
      let error = #expect(throws: CallError.self) {
        try ControlAnswer.read(Array(text.utf8), to: request)
      }
      #expect(error?.name == "io.montaged.Control.Failed")
    }
  }

  @Test func `a figure that is no number does not take the rest with it`() throws {
    var status = ServiceStatus.example
    status.folders[0].projects[0].montages[0].remaining = .infinity
    status.folders[0].projects[0].montages[0].progress = .nan
    let read = try ControlAnswer.read(Message.answer(.status(status)).dropLast(), to: .status)
    guard case .status(let told) = read else { return #expect(Bool(false), "\(read)") }
    #expect(told.summary == status.summary)
  }

  @Test func `it tells its name, version and interfaces`() throws {
    let info = try object(Message.info(version: "1.2"))["parameters"] as? [String: Any]
    #expect(info?["version"] as? String == "1.2")
    #expect(info?["interfaces"] as? [String] == ["org.varlink.service", "io.montaged.Control"])
    #expect(info.map { Set($0.keys) } == ["vendor", "product", "version", "url", "interfaces"])
  }

  @Test(arguments: ["org.varlink.service", "io.montaged.Control"])
  func `it describes its interfaces`(name: String) throws {
    let message = try object(Message.description(of: name))
    let text = (message["parameters"] as? [String: Any])?["description"] as? String
    #expect(text?.contains("interface \(name)\n") == true)
  }

  @Test func `and no others`() throws {
    let message = try object(Message.description(of: "a.b"))
    #expect(message["error"] as? String == "org.varlink.service.InterfaceNotFound")
  }

  private func object(_ message: [UInt8]) throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(message.dropLast()))
    return try #require(value as? [String: Any])
  }
}
