// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Linux
import TestSupport
import Testing

struct BeneathTests {
  private let folder: TemporaryFolder
  private let root: Path

  /// drop/a/clip.mov, and a secret beside drop.
  init() throws {
    folder = try TemporaryFolder()
    root = Path(folder.file("drop"))
    try Directory.make(root)
    try Directory.make(root.joining("a"))
    try FileDescriptor.open(root.joining("a/clip.mov"), .creating(permissions: 0o600))
      .writeAll([1, 2, 3])
    try FileDescriptor.open(Path(folder.file("secret")), .creating(permissions: 0o600))
      .writeAll([9])
  }

  @Test func `opens a file below`() throws {
    let file = try FileDescriptor.openBeneath(root, "a/clip.mov")
    #expect(try file.pread(at: 0, count: 10) == [1, 2, 3])
  }

  @Test(arguments: ["../secret", "a/../../secret", "/etc/passwd"])
  func `no path leads out`(path: String) {
    let error = failure(path)
    #expect(error?.errno == EXDEV)
  }

  @Test func `no link is followed, inside or out`() {
    #expect(symlink("../secret", folder.file("drop/out")) == 0)
    #expect(symlink("clip.mov", folder.file("drop/a/in")) == 0)
    #expect(symlink("a", folder.file("drop/b")) == 0)
    #expect(failure("out")?.errno == ELOOP)
    #expect(failure("a/in")?.errno == ELOOP)
    #expect(failure("b/clip.mov")?.errno == ELOOP)
  }

  @Test(.timeLimit(.minutes(1))) func `a pipe is refused without waiting for its writer`() {
    #expect(mkfifo(folder.file("drop/pipe"), 0o600) == 0)
    #expect(failure("pipe")?.errno == ENOTSUP)
  }

  @Test func `a folder is no file`() {
    #expect(failure("a")?.errno == EISDIR)
  }

  @Test func `a missing file is missing`() {
    #expect(failure("a/none")?.isMissing == true)
  }

  @Test func `a kernel without openat2 is walked name by name`() throws {
    let directory = try FileDescriptor.open(root, .directory)
    let file = try FileDescriptor.openByNames(directory, "a/clip.mov")
    #expect(try file.pread(at: 0, count: 10) == [1, 2, 3])
    #expect(symlink("a", folder.file("drop/b")) == 0)
    for path: Path in ["../secret", "a/../../secret", "/etc/passwd", "", "b/clip.mov"] {
      #expect(throws: SystemError.self) {
        _ = try FileDescriptor.openByNames(directory, path).raw
      }
    }
  }

  private func failure(_ path: String) -> SystemError? {
    #expect(throws: SystemError.self) {
      _ = try FileDescriptor.openBeneath(root, Path(path)).raw
    }
  }
}
