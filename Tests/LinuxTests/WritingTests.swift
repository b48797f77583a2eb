// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Linux
import TestSupport
import Testing

struct WritingTests {
  @Test func `writes in place and appends`() throws {
    let file = try FileDescriptor.memory(name: "writing")
    try file.writeAll([1, 2, 3])
    try file.writeAll([])
    try file.writeAll([4])
    try file.pwriteAll([8, 9], at: 1)
    #expect(try file.pread(at: 0, count: 9) == [1, 8, 9, 4])
    try file.fsync()
  }

  @Test func `a lent file is written in place, and stays open`() throws {
    let file = try FileDescriptor.memory(name: "lent")
    try FileDescriptor.write([1, 2, 3], at: 2, to: file.raw)
    #expect(try file.pread(at: 0, count: 9) == [0, 0, 1, 2, 3])
    let error = #expect(throws: SystemError.self) {
      try FileDescriptor.write([1], at: 0, to: -1)
    }
    #expect(error?.errno == EBADF)
  }

  @Test func `a full device is reported as full`() throws {
    let full = try FileDescriptor.open("/dev/full", .updating)
    let error = #expect(throws: SystemError.self) { try full.writeAll([1]) }
    #expect(error?.isFull == true)
    #expect(error?.call == "write")
  }

  @Test func `a rewritten file holds nothing of before, and stays open`() throws {
    let file = try FileDescriptor.memory(name: "file")
    try file.writeAll([1, 2, 3, 4])
    try FileDescriptor.rewrite(file.raw, with: [9, 8])
    #expect(try file.pread(at: 0, count: 9) == [9, 8])
    try FileDescriptor.rewrite(file.raw, with: [])
    #expect(try FileStatus.read(of: file).size == 0)
    let error = #expect(throws: SystemError.self) { try FileDescriptor.rewrite(-1, with: [1]) }
    #expect(error?.errno == EBADF)
  }
}
