// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// Times as the report tells them.
enum ReportClock {
  /// Minutes, seconds and hundredths, such as `1:02.50`.
  static func text(_ time: MediaTime) -> String {
    let hundredths = Int((max(time.seconds, 0) * 100).rounded())
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(hundredths / 6000):\(two(hundredths / 100 % 60)).\(two(hundredths % 100))"
  }
}
