// SPDX-License-Identifier: GPL-3.0-or-later

import Settings
import Testing

struct StatusWishTests {
  private func wish(_ value: String) throws -> StatusWish {
    try DaemonConfig(file: "m", bytes: Array("status: \(value)\n".utf8)).status
  }

  @Test(
    arguments: [
      ("on", .on), ("yes", .on), ("off", .off), ("No", .off), ("text", .text), ("HTML", .html),
    ] as [(String, StatusWish)])
  func `a word says in which forms`(value: String, expected: StatusWish) throws {
    #expect(try wish(value) == expected)
  }

  @Test func `what is no such word is refused, with the nearest`() {
    #expect { try wish("htm") } throws: { "\($0)".contains("write status: html") }
    #expect { try wish("somewhere") } throws: { "\($0)".contains("on, off, text or html") }
  }

  @Test func `each form is told of by two of the words`() {
    #expect(StatusWish.allCases.filter(\.hasText) == [.text, .on])
    #expect(StatusWish.allCases.filter(\.hasPages) == [.html, .on])
    #expect(DaemonConfig().status == .on)
  }
}
