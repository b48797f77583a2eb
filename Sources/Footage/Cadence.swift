// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// Thins fast footage: the rules count in pictures and were made for 24 to 30 a second.
package struct Cadence: Sendable {
  private var last: MediaTime?

  /// A little under 1/40 s: 40 a second and slower stay whole, 50 and 60 halve, 240 become 40.
  private static let shortestInterval = MediaTime(ticks: 24_500, timebase: .microsecond)

  package init() {}

  /// Whether the picture at this time is to be examined.
  package mutating func takes(_ time: MediaTime) -> Bool {
    if let last, time - last < Self.shortestInterval { return false }
    last = time
    return true
  }
}
