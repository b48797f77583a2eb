// SPDX-License-Identifier: GPL-3.0-or-later

internal import Foundation

/// Numbers without pattern, the same for the same seed (SplitMix64).
package struct SeededRandom: RandomNumberGenerator, Sendable {
  package let seed: UInt64
  private var state: UInt64

  package init(_ seed: UInt64) {
    self.seed = seed
    state = seed
  }

  /// Another seed on every run; it is printed, and `MONTAGED_SEED` repeats the run.
  package init(printing what: String) {
    let repeated = ProcessInfo.processInfo.environment["MONTAGED_SEED"].flatMap { UInt64($0) }
    self.init(repeated ?? .random(in: 0...999_999))
    print("\(what), MONTAGED_SEED=\(seed)")
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}
