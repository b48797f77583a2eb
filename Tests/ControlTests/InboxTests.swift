// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import Testing

@testable import Control

@Suite(.timeLimit(.minutes(2)))
struct InboxTests {
  @Test func `messages end with NUL, wherever the bytes are split`() async throws {
    let text = Array("{\"a\":1}\0\0{\"b\":\"é\"}\0rest".utf8)
    for place in 0...text.count {
      let (near, far) = try UnixStream.pair()
      let inbox = Inbox(far, limit: 100)
      async let messages = all(of: inbox)
      try await near.write(Array(text[..<place]), within: .seconds(60))
      await Task.yield()
      try await near.write(Array(text[place...]), within: .seconds(60))
      near.shutDown()
      #expect(try await messages == ["{\"a\":1}", "", "{\"b\":\"é\"}"])
    }
  }

  @Test(arguments: [(10, true), (11, false)])
  func `a message has a limit`(count: Int, fits: Bool) async throws {
    for hasEnd in [true, false] {
      let (near, far) = try UnixStream.pair()
      let bytes = [UInt8](repeating: 65, count: count) + (hasEnd ? [0] : [])
      try await near.write(bytes, within: .seconds(60))
      near.shutDown()
      let inbox = Inbox(far, limit: 10)
      if fits {
        #expect(try await inbox.next()?.count == (hasEnd ? 10 : nil))
      } else {
        await #expect(throws: LineTooLong(limit: 10)) { try await inbox.next() }
      }
    }
  }

  @Test func `what comes while somebody waits for the end is kept`() async throws {
    let (near, far) = try UnixStream.pair()
    let inbox = Inbox(far, limit: 100)
    try await near.write(Array("one\0tw".utf8), within: .seconds(60))
    try await near.write(Array("o\0".utf8), within: .seconds(60))
    near.shutDown()
    try await inbox.untilEnd()
    #expect(try await all(of: inbox) == ["one", "two"])
  }

  @Test func `who sends without end is not waited for`() async throws {
    let (near, far) = try UnixStream.pair()
    let inbox = Inbox(far, limit: 1000)
    try await near.write([UInt8](repeating: 65, count: 40_000), within: .seconds(60))
    try await inbox.untilEnd()
    withExtendedLifetime(near) {}
  }

  private func all(of inbox: Inbox) async throws -> [String] {
    var messages: [String] = []
    while let message = try await inbox.next() {
      messages.append(String(decoding: message, as: UTF8.self))
    }
    return messages
  }
}
