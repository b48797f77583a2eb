// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Linux
import TestSupport
import Testing

struct ReadingTests: ~Copyable {
  private let file: FileDescriptor

  init() throws {
    let made = try FileDescriptor.memory(name: "reading")
    try made.writeAll((0..<200_000).map { UInt8(truncatingIfNeeded: $0) })
    file = made
  }

  @Test(
    arguments: [
      (0, 3, [0, 1, 2]), (199_998, 10, [62, 63]), (300_000, 5, []), (5, 0, []),
    ] as [(Int64, Int, [UInt8])])
  func `reads at an offset, short only at the end`(offset: Int64, count: Int, bytes: [UInt8]) throws
  {
    #expect(try file.pread(at: offset, count: count) == bytes)
  }

  @Test func `reads everything up to a limit`() throws {
    let path = Path("/proc/self/fd/\(file.raw)")
    #expect(try path.contents(limit: 200_000).count == 200_000)
    let error = #expect(throws: SystemError.self) { try path.contents(limit: 199_999) }
    #expect(error?.errno == EFBIG)
    #expect(error?.path == path)
  }

  @Test func `a hole is found where writing stopped`() throws {
    let folder = try TemporaryFolder()
    let sparse = try FileDescriptor.open(
      Path(folder.file("sparse")), .creating(permissions: 0o600))
    try sparse.writeAll([UInt8](repeating: 1, count: 1 << 16))
    #expect(try sparse.firstHole() == 1 << 16)
    try sparse.truncate(to: 1 << 20)
    #expect(try sparse.firstHole() == 1 << 16)
  }
}
