// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc

/// Users and groups by the names that this machine has for their numbers.
package enum AccountName {
  /// Nil for a number without a name here, as on a share from elsewhere.
  package static func user(_ number: UInt32) -> String? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: size) { buffer in
      var entry = passwd()
      var found: UnsafeMutablePointer<passwd>?
      guard let start = buffer.baseAddress,
        getpwuid_r(number, &entry, start, buffer.count, &found) == 0, found != nil,
        let name = entry.pw_name
      else { return nil }
      return String(cString: name)
    }
  }

  /// Nil for a number without a name here.
  package static func group(_ number: UInt32) -> String? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: size) { buffer in
      var entry = Glibc.group()
      var found: UnsafeMutablePointer<Glibc.group>?
      guard let start = buffer.baseAddress,
        getgrgid_r(number, &entry, start, buffer.count, &found) == 0, found != nil,
        let name = entry.gr_name
      else { return nil }
      return String(cString: name)
    }
  }

  /// Bytes for an entry with all members of a group.
  private static let size = 1 << 20
}
