// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Linux
import TestSupport
import Testing

struct OpenFileTests {
  private let folder: TemporaryFolder
  private let root: Path

  init() throws {
    folder = try TemporaryFolder()
    root = Path(folder.path)
    try FileDescriptor.open(root.joining("clip.mov"), .creating(permissions: 0o600))
      .writeAll([1, 2, 3, 4])
  }

  @Test func `bytes are read anywhere, fewer at the end`() throws {
    let file = try OpenFile("clip.mov", in: root)
    #expect(file.path == root.joining("clip.mov"))
    #expect(file.status.size == 4)
    #expect(try file.bytes(at: 1, count: 2) == [2, 3])
    #expect(try file.bytes(at: 3, count: 9) == [4])
    #expect(try file.bytes(at: 4, count: 9) == [])
  }

  @Test func `what was found is read, whatever becomes of the name`() throws {
    let file = try OpenFile("clip.mov", in: root)
    try Directory.remove(root.joining("clip.mov"))
    try FileDescriptor.open(root.joining("clip.mov"), .creating(permissions: 0o600)).writeAll([9])
    #expect(try file.bytes(at: 0, count: 4) == [1, 2, 3, 4])
  }

  @Test func `a write is noticed`() throws {
    let file = try OpenFile(named: root.joining("clip.mov"))
    #expect(file.isUnchanged)
    try FileDescriptor.open(root.joining("clip.mov"), .updating).writeAll([7, 7, 7, 7, 7])
    #expect(!file.isUnchanged)
  }

  @Test func `a link is followed for the person at the terminal only`() throws {
    #expect(symlink("clip.mov", folder.file("link")) == 0)
    #expect(try OpenFile(named: root.joining("link")).bytes(at: 0, count: 1) == [1])
    let error = #expect(throws: SystemError.self) { _ = try OpenFile("link", in: root) }
    #expect(error?.errno == ELOOP)
  }

  @Test func `a missing file is missing`() {
    let error = #expect(throws: SystemError.self) {
      _ = try OpenFile(named: root.joining("none"))
    }
    #expect(error?.isMissing == true)
  }
}
