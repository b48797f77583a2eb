// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import TestSupport
import Testing

struct RenameTests: ~Copyable {
  private let folder: TemporaryFolder
  private let directory: FileDescriptor

  /// `old` holds 1, `taken` holds 2.
  init() throws {
    let made = try TemporaryFolder()
    let open = try FileDescriptor.open(Path(made.path), .directory)
    for (name, byte) in [("old", UInt8(1)), ("taken", 2)] {
      try FileDescriptor.open(Path(made.file(name)), .creating(permissions: 0o600))
        .writeAll([byte])
    }
    folder = made
    directory = open
  }

  @Test func `replaces when told`() throws {
    try move("taken", replacing: true)
    #expect(try contents("taken") == [1])
    #expect(try names() == ["taken"])
  }

  @Test func `replaces nothing otherwise`() throws {
    let error = #expect(throws: SystemError.self) { try move("taken", replacing: false) }
    #expect(error?.alreadyExists == true)
    #expect(try contents("taken") == [2])
    try move("new", replacing: false)
    #expect(try names() == ["new", "taken"])
  }

  @Test func `a hard link stands in for the flag`() throws {
    let error = #expect(throws: SystemError.self) {
      try Rename.linkAndUnlink(bytes("old"), bytes("taken"), directory)
    }
    #expect(error?.alreadyExists == true)
    try Rename.linkAndUnlink(bytes("old"), bytes("new"), directory)
    #expect(try names() == ["new", "taken"])
    #expect(try contents("new") == [1])
  }

  @Test func `a look before the rename is the last resort`() throws {
    let error = #expect(throws: SystemError.self) {
      try Rename.renameIfFree(bytes("old"), bytes("taken"), directory)
    }
    #expect(error?.alreadyExists == true)
    try Rename.renameIfFree(bytes("old"), bytes("new"), directory)
    #expect(try names() == ["new", "taken"])
  }

  private func move(_ name: String, replacing: Bool) throws {
    try Rename.move(bytes("old"), to: bytes(name), in: directory, replacing: replacing)
  }

  private func bytes(_ name: String) -> [UInt8] { Array(name.utf8) }

  private func contents(_ name: String) throws -> [UInt8] {
    try Path(folder.file(name)).contents(limit: 10)
  }

  private func names() throws -> [String] {
    try Directory.entries(of: directory).map { Path.display($0.name) }
  }
}
