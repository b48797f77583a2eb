// SPDX-License-Identifier: GPL-3.0-or-later

internal import FoundationEssentials

extension Duration {
  /// Since this process first asked, on a clock that nobody sets.
  package static var uptime: Duration { start.duration(to: .now) }
  private static let start = ContinuousClock.now
}

extension Int64 {
  /// Milliseconds since 1970, as the databases keep times.
  package static var now: Int64 { Int64((Date().timeIntervalSince1970 * 1000).rounded()) }

  /// The time of these milliseconds since 1970 in UTC, such as `20261121-075355`: sorts by time, legal on every share.
  var fileStamp: String {
    let date = Date(timeIntervalSince1970: Double(self) / 1000)
    let text = date.formatted(
      .iso8601.year().month().day().dateSeparator(.omitted).time(includingFractionalSeconds: false)
        .timeSeparator(.omitted))
    return text.replacing("T", with: "-").replacing("Z", with: "")
  }
}
