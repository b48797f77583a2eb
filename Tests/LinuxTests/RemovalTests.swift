// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Linux
import TestSupport
import Testing

struct RemovalTests {
  private let folder: TemporaryFolder
  private let root: Path

  init() throws {
    folder = try TemporaryFolder()
    root = Path(folder.path)
    try write("film.mp4", [1, 2, 3])
  }

  private func write(_ name: String, _ bytes: [UInt8]) throws {
    try FileDescriptor.open(root.joining(name), .creating(permissions: 0o600)).writeAll(bytes)
  }

  private func bytes(_ name: String) throws -> [UInt8] {
    try root.joining(name).contents(limit: 100)
  }

  @Test func `a file goes, and may be gone already`() throws {
    try Directory.remove(root.joining("film.mp4"))
    try Directory.remove(root.joining("film.mp4"))
    #expect(try Directory.entries(root).isEmpty)
  }

  @Test func `a folder is not removed as a file`() throws {
    try Directory.make(root.joining("previous"))
    #expect(throws: SystemError.self) { try Directory.remove(root.joining("previous")) }
  }

  @Test func `a kept film has two names, so that there is always one`() throws {
    try Rename.keep(root.joining("film.mp4"), as: root.joining("old.mp4"))
    #expect(try bytes("film.mp4") == [1, 2, 3])
    #expect(try bytes("old.mp4") == [1, 2, 3])
    let status = try FileStatus.read(root.joining("old.mp4"))
    #expect(try FileStatus.read(root.joining("film.mp4")).inode == status.inode)
  }

  @Test func `what had the other name is replaced`() throws {
    try write("old.mp4", [9])
    try Rename.keep(root.joining("film.mp4"), as: root.joining("old.mp4"))
    #expect(try bytes("old.mp4") == [1, 2, 3])
  }

  @Test func `a film that is missing cannot be kept`() {
    let error = #expect(throws: SystemError.self) {
      try Rename.keep(root.joining("none.mp4"), as: root.joining("old.mp4"))
    }
    #expect(error?.isMissing == true)
  }
}
