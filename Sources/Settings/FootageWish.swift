// SPDX-License-Identifier: GPL-3.0-or-later

package import Media
internal import YAML

/// Footage that a config names: files by a pattern, or a stretch of them such as `GX010023.MP4@1:23-1:30`.
package struct FootageWish: Hashable, Sendable {
  package let glob: Glob
  /// Counted from the first displayed frame of the file; nil for all of it.
  package let stretch: TimeRange?

  package init(glob: Glob, stretch: TimeRange? = nil) {
    self.glob = glob
    self.stretch = stretch
  }

  /// As the user wrote it, but for the way of writing times.
  package var text: String {
    guard let stretch else { return glob.text }
    return "\(glob.text)@\(stretch.start.seconds)-\(stretch.end.seconds)"
  }

  package func matches(_ path: [UInt8]) -> Bool { glob.matches(path) }
}

/// By how much the clock of some footage's camera was wrong.
package struct ClockWish: Hashable, Sendable {
  package let glob: Glob
  /// Added to what the clock showed, in milliseconds.
  package let milliseconds: Int64

  package init(glob: Glob, milliseconds: Int64) {
    self.glob = glob
    self.milliseconds = milliseconds
  }
}

/// A pattern, or one with a stretch of time behind `@`; file names hold `@` too.
func footageWish(_ text: String, _ pattern: Glob) throws(Refusal) -> FootageWish {
  guard let mark = text.lastIndex(of: "@") else { return FootageWish(glob: pattern) }
  let times = text[text.index(after: mark)...].split(
    separator: "-", omittingEmptySubsequences: false)
  guard times.count == 2, let start = lengthOfTime(trimmed(times[0])),
    let end = lengthOfTime(trimmed(times[1]))
  else { return FootageWish(glob: pattern) }
  guard start < end else {
    throw Refusal(reason: "the stretch behind @ ends before it begins")
  }
  return FootageWish(
    glob: Glob(trimmed(text[..<mark])), stretch: TimeRange(start: start, end: end))
}

/// A pattern and a time with its sign, such as `GX*.MP4 -1h`.
func clockWish(_ scalar: Scalar) throws(Refusal) -> ClockWish {
  let text = scalar.text
  guard let space = text.lastIndex(of: " ") else { throw Refusal() }
  let time = text[text.index(after: space)...]
  guard let sign = time.first, "+-−".contains(sign),
    let seconds = clockSeconds(String(time.dropFirst()))
  else { throw Refusal() }
  let pattern = try glob(Scalar(trimmed(text[..<space]), isPlain: false))
  return ClockWish(glob: pattern, milliseconds: Int64(seconds) * (sign == "+" ? 1000 : -1000))
}

/// Whole seconds: `1h`, `8h30m` or `1:30:00`.
private func clockSeconds(_ text: String) -> Int? {
  if text.contains(":") {
    return lengthOfTime(text).map { Int($0.seconds) }
  }
  return try? pause(Scalar(text, isPlain: true), in: 0...longestCorrection)
}

/// A clock that was never set is decades behind.
private let longestCorrection = 60 * 366 * 86_400
