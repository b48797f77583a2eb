// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// Hashes spread evenly over a shot whose length is not known yet; at most 64 are kept.
package struct SparseHashes: Sendable {
  private var kept: [(time: MediaTime, hash: UInt64)] = []
  private var stride = 1
  private var untilNext = 0

  private static let capacity = 64

  package init() {}

  package mutating func add(_ hash: UInt64, at time: MediaTime) {
    guard untilNext == 0 else {
      untilNext -= 1
      return
    }
    if kept.count == Self.capacity {
      kept = kept.indices.filter { $0.isMultiple(of: 2) }.map { kept[$0] }
      stride *= 2
    }
    kept.append((time, hash))
    untilNext = stride - 1
  }

  /// The hashes nearest to 25, 50 and 75 % of the shot; empty without any.
  package func fingerprints(of range: TimeRange) -> [UInt64] {
    let start = range.start.seconds
    let length = range.end.seconds - start
    return [0.25, 0.5, 0.75].compactMap { share in
      let wanted = start + share * length
      return kept.min { abs($0.time.seconds - wanted) < abs($1.time.seconds - wanted) }?.hash
    }
  }
}
