// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Linux
import TestSupport
import Testing

struct FileStatusTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func `agrees with stat`() throws {
    let path = Path(folder.file("a"))
    try FileDescriptor.open(path, .creating(permissions: 0o640)).writeAll([1, 2, 3])
    let status = try FileStatus.read(path)
    let line = try Shell.run("stat", "-c", "%d %i %s %a %u %g %h %.9Y %.9Z", folder.file("a"))
    let expected = [
      "\(status.device)", "\(status.inode)", "\(status.size)",
      String(status.permissions, radix: 8), "\(status.user)", "\(status.group)",
      "\(status.links)", seconds(status.modified), seconds(status.changed),
    ]
    #expect(String(decoding: line, as: UTF8.self) == expected.joined(separator: " ") + "\n")
    #expect(status.kind == .regular)
    #expect(status.mount != 0)
    #expect(try FileStatus.read(of: FileDescriptor.open(path)) == status)
  }

  private func seconds(_ nanoseconds: Int64) -> String {
    let fraction = "\(nanoseconds % 1_000_000_000 + 1_000_000_000)".dropFirst()
    return "\(nanoseconds / 1_000_000_000).\(fraction)"
  }

  @Test func `a link is a link unless followed`() throws {
    #expect(symlink("/etc", folder.file("l")) == 0)
    #expect(try FileStatus.read(Path(folder.file("l"))).kind == .link)
    #expect(try FileStatus.read(Path(folder.file("l")), followingLinks: true).kind == .directory)
  }

  @Test func `copying the old write time still changes the status`() throws {
    let path = Path(folder.file("a"))
    try FileDescriptor.open(path, .creating(permissions: 0o640)).writeAll([1, 2, 3])
    try Shell.run("touch", "-d", "2001-02-03", folder.file("a"))
    let before = try FileStatus.read(path)
    try FileDescriptor.open(path, .updating).writeAll([4, 5, 6])
    try Shell.run("touch", "-d", "2001-02-03", folder.file("a"))
    let after = try FileStatus.read(path)
    #expect(before.modified == after.modified && before.size == after.size)
    #expect(before.changed < after.changed)
  }

  @Test func `a pipe is special`() throws {
    #expect(mkfifo(folder.file("p"), 0o600) == 0)
    #expect(try FileStatus.read(Path(folder.file("p"))).kind == .special)
  }
}
