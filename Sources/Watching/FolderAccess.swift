// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux

/// Who may look into a folder, by its permission bits; an access control list counts as far as the group's bits show it.
struct FolderAccess: Hashable, Sendable {
  private let permissions: UInt32
  private let user: UInt32
  private let group: UInt32

  init(_ status: FileStatus) {
    self.init(permissions: status.permissions, user: status.user, group: status.group)
  }

  init(permissions: UInt32, user: UInt32, group: UInt32) {
    self.permissions = permissions
    self.user = user
    self.group = group
  }

  /// Whether everybody who gets into `other` may also read this folder.
  ///
  /// Whose group or user is another one counts with all others, unless the bits say that all of the group may.
  func admitsAll(of other: FolderAccess) -> Bool {
    let owner =
      !other.enters(.owner) || (user == other.user ? reads(.owner) : readsAsMember(of: other))
    let members = !other.enters(.group) || readsAsMember(of: other)
    let others = !other.enters(.others) || reads(.others) && reads(.group)
    return owner && members && others
  }

  private func readsAsMember(of other: FolderAccess) -> Bool {
    reads(.group) && (group == other.group || reads(.others))
  }

  /// The bits of a class, from the right.
  private enum Class: UInt32 {
    case others = 0
    case group = 3
    case owner = 6
  }

  /// A file in a folder can be opened by who may search the folder.
  private func enters(_ who: Class) -> Bool { permissions >> who.rawValue & 0o1 != 0 }

  private func reads(_ who: Class) -> Bool { permissions >> who.rawValue & 0o5 == 0o5 }
}
