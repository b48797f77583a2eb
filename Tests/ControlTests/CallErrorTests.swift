// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Control

struct CallErrorTests {
  static let errors: [CallError] = [
    .control(.notFound("gone"), path: "/a"), .control(.notPermitted("no")),
    .control(.invalid("what")), .control(.failed("full")), .interfaceNotFound("a.b"),
    .methodNotFound("a.b.C"), .invalidParameter("path"),
  ]

  @Test(arguments: errors) func `an error survives the wire`(error: CallError) {
    #expect(CallError(name: error.name, details: error.details) == error)
  }

  @Test(arguments: errors) func `each error is declared with what it says`(error: CallError) throws
  {
    let dot = try #require(error.name.lastIndex(of: "."))
    let text = error.name.hasPrefix(Interface.name) ? Interface.text : Interface.serviceText
    let details = error.details
    let fields = [
      details.path.map { _ in "path: string" }, details.message.map { _ in "message: string" },
      details.interface.map { _ in "interface: string" },
      details.method.map { _ in "method: string" },
      details.parameter.map { _ in "parameter: string" },
    ]
    let said = fields.compactMap(\.self).joined(separator: ", ")
    let name = error.name[error.name.index(after: dot)...]
    #expect(text.contains("error \(name) (\(said))\n"))
  }

  @Test func `an error nobody has heard of is a failure with its name`() {
    let error = CallError(name: "com.example.Odd", details: CallError.Details())
    #expect(error.controlError == .failed("com.example.Odd"))
  }

  @Test(arguments: errors) func `who asks gets a sentence`(error: CallError) {
    switch error.controlError {
    case .notFound(let text), .notPermitted(let text), .invalid(let text), .failed(let text):
      #expect(!text.isEmpty)
    }
  }
}
