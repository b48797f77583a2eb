// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// What packets say of their pictures before they are decoded.
struct PacketTally: Sendable {
  /// Packets whose picture is to be shown.
  private(set) var shown = 0
  /// Latest end of a shown picture, as a time stamp of the file.
  private(set) var end: Int64?
  /// A shown picture has no time stamp of its own.
  private(set) var lacksTimes = false
  private var passed: [Passed] = []

  /// A coded picture, by its time stamp in the file.
  typealias Passed = (stamp: Int64, bytes: Int, isKeyFrame: Bool)

  /// A bound for memory only: more pictures than this between two that are taken tell nothing more.
  private static let mostPassed = 4096

  mutating func add(_ packet: borrowing Packet) {
    guard !packet.isOutsideEdit else { return }
    shown += 1
    guard let start = packet.timestamp else {
      lacksTimes = true
      return
    }
    if passed.count < Self.mostPassed {
      passed.append((start, packet.byteCount, packet.isKeyFrame))
    }
    let (last, isTooLate) = start.addingReportingOverflow(max(packet.duration, 0))
    guard !isTooLate else { return }
    end = max(end ?? last, last)
  }

  /// Hands over the pictures that were added since the last call.
  mutating func takePassed() -> [Passed] {
    defer { passed.removeAll(keepingCapacity: true) }
    return passed
  }
}

/// What is known of pictures that a reader passed over.
package struct UndecodedPictures: Hashable, Sendable {
  /// Pictures to be shown up to here, decoded or not.
  package var count: Int
  /// When the last of them ends, from the first displayed frame; nil when their packets do not tell.
  package var end: MediaTime?
  /// Times are those that a reader of all pictures would have found.
  package var hasExactTimes: Bool
}
