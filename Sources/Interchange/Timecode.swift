// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// SMPTE time code: hours, minutes, seconds and frames by counting, with dropped numbers at 29.97 and 59.94.
package struct Timecode: Hashable, Sendable {
  /// Frame numbers per second of time code.
  package let nominalRate: Int
  /// Skips the first numbers of each minute but every tenth, to stay with the clock.
  package let dropsFrames: Bool

  package init(rate: Rational) {
    nominalRate = max(1, Int(rate.value.rounded()))
    dropsFrames = rate == Rational(30000, 1001) || rate == Rational(60000, 1001)
  }

  /// The label of the `frame`th frame after 00:00:00:00.
  package func label(_ frame: Int) -> String {
    let number = dropsFrames ? number(ofFrame: frame) : frame
    let seconds = number / nominalRate
    return "\(two(seconds / 3600 % 24)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
      + "\(dropsFrames ? ";" : ":")\(two(number % nominalRate))"
  }

  /// The frame whose label is `hours`:00:00:00.
  package func frame(atHour hours: Int) -> Int {
    let number = hours * 3600 * nominalRate
    return dropsFrames ? number - hours * 54 * droppedPerMinute : number
  }

  private var droppedPerMinute: Int { nominalRate / 15 }

  /// Counts the skipped numbers in: nine minutes of ten drop some.
  private func number(ofFrame frame: Int) -> Int {
    let perMinute = nominalRate * 60 - droppedPerMinute
    let perTenMinutes = perMinute * 10 + droppedPerMinute
    let (tens, rest) = frame.quotientAndRemainder(dividingBy: perTenMinutes)
    let minutes = rest < nominalRate * 60 ? 0 : (rest - droppedPerMinute) / perMinute
    return frame + droppedPerMinute * (9 * tens + minutes)
  }

  private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
