// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import Testing

struct LineReaderTests {
  @Test(.timeLimit(.minutes(1))) func `lines come as they are written`() async throws {
    let pipe = try Pipe()
    let writing = try pipe.writing.duplicate()
    let lines = try LineReader(pipe.keepReading(), limit: 100)
    try writing.writeAll(Array("one\ntw".utf8))
    #expect(try await lines.next() == Array("one".utf8))
    try writing.writeAll(Array("o\n\nunfinished".utf8))
    #expect(try await lines.next() == Array("two".utf8))
    #expect(try await lines.next() == [])
    try writing.close()
    #expect(try await lines.next() == nil)
    #expect(try await lines.next() == nil)
  }

  @Test(.timeLimit(.minutes(1))) func `a program's output can be looped over`() async throws {
    let pipe = try Pipe()
    var command = Command(executable: "/usr/bin/seq", arguments: ["20000"])
    command.output = .descriptor(pipe.writing.raw)
    let child = try ChildProcess.spawn(command)
    var count = 0
    for try await line in try LineReader(pipe.keepReading(), limit: 10) {
      count += 1
      try #require(line == Array("\(count)".utf8))
    }
    #expect(count == 20_000)
    #expect(await child.termination().isSuccess)
  }

  @Test(.timeLimit(.minutes(1))) func `an endless line is an error, not a leak`() async throws {
    let pipe = try Pipe()
    var command = Command(executable: "/bin/cat", arguments: ["/dev/zero"])
    command.output = .descriptor(pipe.writing.raw)
    let child = try ChildProcess.spawn(command)
    let lines = try LineReader(pipe.keepReading(), limit: 1000)
    await #expect(throws: LineTooLong(limit: 1000)) { try await lines.next() }
    child.kill()
  }

  @Test(.timeLimit(.minutes(1))) func `a cancelled task stops waiting`() async throws {
    let pipe = try Pipe()
    let writing = try pipe.writing.duplicate()
    let reading = pipe.keepReading().release()
    let task = Task { () -> [UInt8]? in
      try await LineReader(FileDescriptor(owning: reading), limit: 10).next()
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    try writing.close()
  }
}

struct LineBufferTests {
  @Test(arguments: [
    ("a\nb\n", ["a", "b"]), ("\n\n", ["", ""]), ("abc", []), ("", []), ("12345\n", ["12345"]),
  ])
  func `cuts at newlines`(text: String, lines: [String]) throws {
    for piece in 1...6 {
      var buffer = LineBuffer(limit: 5)
      var found: [String] = []
      var rest = Array(text.utf8)[...]
      while !rest.isEmpty {
        buffer.append(Array(rest.prefix(piece)))
        rest = rest.dropFirst(piece)
        while let line = try buffer.take() { found.append(String(decoding: line, as: UTF8.self)) }
      }
      #expect(found == lines)
    }
  }

  @Test(arguments: ["123456", "123456\n", "a\n123456"])
  func `refuses a line beyond the limit`(text: String) throws {
    var buffer = LineBuffer(limit: 5)
    buffer.append(Array(text.utf8))
    #expect(throws: LineTooLong.self) { while try buffer.take() != nil {} }
  }
}
