// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Linux
import TestSupport
import Testing

struct DirectoryTests {
  private let folder: TemporaryFolder
  private var root: Path { Path(folder.path) }

  init() throws { folder = try TemporaryFolder() }

  @Test func `lists names by bytes, with kinds, the odd ones too`() throws {
    let names: [[UInt8]] = [
      [0x62, 0xFF], Array("caf\u{E9}".utf8), Array("cafe\u{301}".utf8), Array("a\nb".utf8),
      Array(repeating: 0x78, count: 255),
    ]
    for name in names {
      _ = try FileDescriptor.open(root.joining(name), .creating(permissions: 0o600)).raw
    }
    try Directory.make(root.joining("dir"))
    #expect(symlink("nowhere", folder.file("link")) == 0)
    #expect(mkfifo(folder.file("pipe"), 0o600) == 0)
    let entries = try Directory.entries(root)
    let expected =
      names.map { ($0, EntryKind.regular) } + [
        (Array("dir".utf8), .directory), (Array("link".utf8), .link),
        (Array("pipe".utf8), .special),
      ]
    let sorted = expected.sorted { $0.0.lexicographicallyPrecedes($1.0) }
    #expect(entries.map(\.name) == sorted.map(\.0))
    #expect(entries.map(\.kind) == sorted.map(\.1))
  }

  @Test func `an open folder can be listed twice`() throws {
    try Directory.make(root.joining("a"))
    let open = try FileDescriptor.open(root, .directory)
    #expect(try Directory.entries(of: open).count == 1)
    #expect(try Directory.entries(of: open).count == 1)
  }

  @Test func `making a folder twice is fine, over a file is not`() throws {
    let path = root.joining("a")
    try Directory.make(path)
    try Directory.make(path)
    let file = root.joining("f")
    _ = try FileDescriptor.open(file, .creating(permissions: 0o600)).raw
    let error = #expect(throws: SystemError.self) { try Directory.make(file) }
    #expect(error?.alreadyExists == true)
  }

  @Test func `removing a file that is gone is fine`() throws {
    let directory = try FileDescriptor.open(root, .directory)
    try Directory.removeFile(Array("none".utf8), in: directory)
    try Directory.sync(directory)
  }

  @Test func `a file is no folder`() {
    let error = #expect(throws: SystemError.self) { try Directory.entries("/etc/passwd") }
    #expect(error?.errno == ENOTDIR)
    #expect(error?.path == "/etc/passwd")
  }
}
