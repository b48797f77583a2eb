// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Watching

struct FolderAccessTests {
  /// The bits in octal digits, user and group.
  struct Folder: Sendable {
    let bits: UInt32
    let user: UInt32
    let group: UInt32

    init(_ bits: UInt32, _ user: UInt32, _ group: UInt32) {
      self.bits = bits
      self.user = user
      self.group = group
    }

    var access: FolderAccess { FolderAccess(permissions: bits, user: user, group: group) }
  }

  @Test(arguments: [
    (Folder(0o2775, 0, 9), Folder(0o2775, 5, 9), true),
    (Folder(0o2775, 0, 9), Folder(0o755, 5, 5), true),
    (Folder(0o2775, 0, 9), Folder(0o2770, 5, 9), false),
    (Folder(0o2770, 0, 9), Folder(0o2770, 5, 9), true),
    (Folder(0o2770, 0, 9), Folder(0o2750, 5, 9), true),
    (Folder(0o2770, 0, 9), Folder(0o700, 5, 9), false),
    (Folder(0o2770, 0, 9), Folder(0o2770, 5, 8), false),
    (Folder(0o2770, 0, 9), Folder(0o755, 5, 8), true),
    // Its own group is kept out.
    (Folder(0o755, 0, 9), Folder(0o705, 5, 9), false),
    // A file can be opened by name where the folder cannot be listed.
    (Folder(0o751, 0, 9), Folder(0o750, 5, 9), false),
    (Folder(0o750, 0, 9), Folder(0o750, 5, 9), true),
    (Folder(0o700, 7, 9), Folder(0o700, 7, 8), true),
    (Folder(0o700, 7, 9), Folder(0o700, 5, 9), false),
    (Folder(0o700, 7, 9), Folder(0o300, 7, 9), false),
    (Folder(0o775, 0, 9), Folder(0o771, 5, 9), false),
  ])
  func `a folder admits all of another when no class of readers is left out`(
    other: Folder, folder: Folder, admits: Bool
  ) {
    #expect(folder.access.admitsAll(of: other.access) == admits)
  }
}
