// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

@testable import FFmpeg

struct FileBytesTests {
  @Test func `a file is read from its start, whatever was read before`() throws {
    let studio = try Studio()
    let file = try studio.write("a", Data([1, 2, 3, 4, 5]))
    for _ in 0..<2 { #expect(try FileBytes.read(file, count: 5) == [1, 2, 3, 4, 5]) }
    #expect(try FileBytes.read(file, count: 2) == [1, 2])
    #expect(try FileBytes.read(file, atMost: 9) == [1, 2, 3, 4, 5])
  }

  @Test func `a file that is too short, or none, is refused`() throws {
    let studio = try Studio()
    let file = try studio.write("a", Data([1, 2, 3]))
    let short = #expect(throws: FFmpegError.self) { try FileBytes.read(file, count: 4) }
    #expect(short?.isInvalidData == true)
    let none = #expect(throws: FFmpegError.self) { try FileBytes.read(-1, count: 1) }
    #expect(none?.call == "pread")
  }
}
