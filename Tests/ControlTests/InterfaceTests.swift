// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Status
import Testing

@testable import Control

/// What the interface's text promises is what is sent.
struct InterfaceTests {
  let text = VarlinkText(Interface.text)

  @Test func `methods are those that are answered, with their parameters`() throws {
    #expect(Set(text.methods.keys) == Set(ControlMethod.allCases.map(\.rawValue)))
    for request in requests {
      let method = try #require(text.methods[request.method.rawValue])
      let given = try object(Message.call(request))["parameters"] as? [String: Any]
      #expect(Set(method.takes).isSuperset(of: try #require(given).keys))
      let answered = try object(Message.answer(answer(to: request)))["parameters"] as? [String: Any]
      #expect(try Set(method.gives) == Set(#require(answered).keys))
    }
    // Every parameter is used by one of the examples.
    let pause =
      try object(Message.call(try #require(requests.last)))["parameters"] as? [String: Any]
    #expect(pause.map { Set($0.keys) } == text.methods["Pause"].map { Set($0.takes) })
  }

  @Test func `a status has the fields of its type, and so has all in it`() throws {
    let parameters = try object(Message.answer(.status(.example)))["parameters"]
    try expect((parameters as? [String: Any])?["status"], "ServiceStatus", at: "status")
    let cache = try object(Message.answer(.cache(.example)))["parameters"]
    try expect((cache as? [String: Any])?["cache"], "CacheStatus", at: "cache")
    let explained = try object(Message.answer(answer(to: .explain(path: "/a"))))["parameters"]
    try expect((explained as? [String: Any])?["explanation"], "Explanation", at: "explanation")
  }

  @Test func `states are those of the vocabulary`() {
    func states<State: CaseIterable & RawRepresentable<String>>(
      _ type: String, _ states: State.Type
    ) {
      let words = State.allCases.map(\.rawValue).joined(separator: ",")
      #expect(text.types[type]?["state"] == "(\(words))")
    }
    states("ServiceStatus", ServiceStatus.State.self)
    states("FolderStatus", FolderStatus.State.self)
    states("MontageStatus", MontageStatus.State.self)
    states("FileStatus", FileStatusLine.State.self)
  }

  private func expect(_ value: Any?, _ type: String, at place: String) throws {
    var name = type
    if name.hasPrefix("?") { name.removeFirst() }
    if name.hasPrefix("[]") {
      let items = try #require(value as? [Any], "\(place)")
      // An example without an item would prove nothing.
      #expect(!items.isEmpty, "\(place)")
      return try items.forEach { try expect($0, String(name.dropFirst(2)), at: place) }
    }
    switch name {
    case "string": #expect(value is String, "\(place)")
    case "int": #expect(value is Int, "\(place)")
    case "float": #expect(value is Double, "\(place)")
    case "bool": #expect(value is Bool, "\(place)")
    case _ where name.hasPrefix("("): #expect(name.contains(value as? String ?? "none"), "\(place)")
    default:
      let fields = try #require(text.types[name], "\(name) at \(place)")
      let object = try #require(value as? [String: Any], "\(place)")
      #expect(Set(object.keys) == Set(fields.keys), "\(place)")
      for (key, type) in fields { try expect(object[key], type, at: "\(place).\(key)") }
    }
  }

  private func object(_ message: [UInt8]) throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(message.dropLast()))
    return try #require(value as? [String: Any])
  }
}
