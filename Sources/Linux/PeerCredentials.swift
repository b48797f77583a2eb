// SPDX-License-Identifier: GPL-3.0-or-later

internal import CLinux
internal import Glibc

/// Whose program is at the other end of a socket, as the kernel noted when it connected.
package struct PeerCredentials: Hashable, Sendable {
  package let process: Int32
  package let user: UInt32
  /// Its own group and all others that it is in.
  package let groups: Set<UInt32>

  package init(process: Int32, user: UInt32, groups: Set<UInt32>) {
    self.process = process
    self.user = user
    self.groups = groups
  }

  /// The credentials that this program runs with.
  package static var own: PeerCredentials {
    var more = [gid_t](repeating: 0, count: Int(max(0, getgroups(0, nil))))
    let count = getgroups(Int32(more.count), &more)
    return PeerCredentials(
      process: getpid(), user: geteuid(),
      groups: Set(more.prefix(Int(max(0, count)))).union([getegid()]))
  }

  init(of socket: Int32) throws(SystemError) {
    // struct ucred is a GNU name: process, user and group, 32 bits each.
    var fields: [UInt32] = [0, 0, 0]
    var size = socklen_t(12)
    try check("getsockopt") { getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &fields, &size) }
    process = Int32(bitPattern: fields[0])
    user = fields[1]
    groups = Self.supplementaryGroups(of: socket).union([fields[2]])
  }

  /// Asked of the socket, because `/proc` may hide other users' processes and their numbers may be used again.
  ///
  /// None where the kernel (before 4.13) does not tell.
  private static func supplementaryGroups(of socket: Int32) -> Set<UInt32> {
    // NGROUPS_MAX of the kernel is 65536.
    var groups = [UInt32](repeating: 0, count: 65_536)
    var size = socklen_t(groups.count * MemoryLayout<UInt32>.size)
    guard getsockopt(socket, SOL_SOCKET, SO_PEERGROUPS, &groups, &size) == 0 else { return [] }
    return Set(groups.prefix(Int(size) / MemoryLayout<UInt32>.size))
  }
}
