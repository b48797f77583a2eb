// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc

/// The median of any number of positive values, to 5 %, in memory that does not grow.
package struct RunningMedian: Sendable {
  private var counts = InlineArray<128, Int>(repeating: 0)
  private var total = 0

  /// The first bin ends here; smaller values count as half of it.
  private static let smallest = 0.001
  /// Bins for each doubling: 128 of them reach from 0.001 to 65.
  private static let binsPerOctave = 8.0

  package init() {}

  package mutating func add(_ value: Double) {
    let bin = value <= Self.smallest ? 0 : 1 + Int(log2(value / Self.smallest) * Self.binsPerOctave)
    counts[min(bin, 127)] += 1
    total += 1
  }

  /// The middle of the bin that holds the median; nil without values.
  package var value: Double? {
    guard total > 0 else { return nil }
    var passed = 0
    for bin in 0..<128 {
      passed += counts[bin]
      guard passed * 2 >= total else { continue }
      return bin == 0
        ? Self.smallest / 2 : Self.smallest * exp2((Double(bin) - 0.5) / Self.binsPerOctave)
    }
    return nil
  }
}
