// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import Testing

@testable import Control

struct PermissionTests {
  private let permission = Permission(user: 100, group: 200)

  @Test(
    arguments: [
      (0, [0], true), (100, [1], true), (1000, [200], true), (1000, [1000, 27, 200], true),
      (1000, [1000], false), (1000, [], false), (200, [100], false), (65_534, [0], false),
    ] as [(UInt32, Set<UInt32>, Bool)])
  func `changes need the daemon's user, the socket's group or root`(
    user: UInt32, groups: Set<UInt32>, allowed: Bool
  ) {
    let peer = PeerCredentials(process: 1, user: user, groups: groups)
    for request in requests {
      #expect(permission.allows(request, to: peer) == (allowed || !request.isChange))
    }
  }
}
