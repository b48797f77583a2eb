// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux

/// Who may change what the daemon does; everybody who can connect may look.
struct Permission: Sendable, Hashable {
  /// The daemon's.
  let user: UInt32
  /// The socket's.
  let group: UInt32

  func allows(_ request: ControlRequest, to peer: PeerCredentials) -> Bool {
    !request.isChange || peer.user == 0 || peer.user == user || peer.groups.contains(group)
  }
}
