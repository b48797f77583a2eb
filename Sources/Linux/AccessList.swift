// SPDX-License-Identifier: GPL-3.0-or-later

internal import CLinux

/// The access control list of a file, beyond the rights of owner, group and others.
package enum AccessList {
  /// Whether there is one: the mode then does not tell who may do what.
  package static func isPresent(at path: Path) -> Bool {
    // An error, such as of a file system that has none, is none.
    (try? check("getxattr", at: path) { clx_has_access_list($0) }) == 1
  }
}
