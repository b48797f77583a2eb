// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import Testing

struct PipeTests {
  @Test func `the reader sees the bytes, then the end`() throws {
    let pipe = try Pipe()
    try pipe.writing.writeAll([1, 2])
    let reading = pipe.keepReading()  // closes the other end
    #expect(try reading.read(count: 10) == [1, 2])
    #expect(try reading.read(count: 10) == [])
  }
}
