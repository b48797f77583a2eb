// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// Where one shot ends and the next starts.
package struct ShotBoundary: Hashable, Sendable {
  /// Time of the first frame of the new shot; of a gradual transition, its middle.
  package var time: MediaTime
  package var kind: Kind

  package init(time: MediaTime, kind: Kind) {
    self.time = time
    self.kind = kind
  }

  /// How the pictures change.
  package enum Kind: Hashable, Sendable {
    case cut
    /// Through black, white or another colour.
    case fade
    /// One picture mixes into the other.
    case dissolve
    /// One picture pushes its edge over the other.
    case wipe
  }
}
