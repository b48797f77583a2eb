// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import YAML

/// Beats per minute, also with the unit.
func tempo(_ scalar: Scalar) throws(Refusal) -> Double {
  let text = scalar.text.lowercased()
  let bare = trimmed(text.hasSuffix("bpm") ? String(text.dropLast(3)) : text)
  if let tempo = decimal(bare)?.value {
    guard tempi.contains(tempo) else { throw Refusal() }
    return tempo
  }
  let dotted = withPoint(bare)
  let isMeant = decimal(dotted).map { tempi.contains($0.value) } ?? false
  throw Refusal(suggestion: isMeant ? dotted : nil)
}

/// Beats in a bar, also written as a time signature.
func meter(_ scalar: Scalar) throws(Refusal) -> Int {
  let parts = scalar.text.split(separator: "/", omittingEmptySubsequences: false).map(trimmed)
  guard parts.count <= 2, parts.allSatisfy({ isDigits($0) && !$0.isEmpty && $0.count <= 2 }),
    let count = Int(parts[0])
  else { throw Refusal() }
  if parts.count == 2 {
    guard ["2", "4", "8", "16"].contains(parts[1]) else { throw Refusal() }
    // 6/8, 9/8 and 12/8 have two beats of three eighths, three or four; some count the eighths.
    if parts[1] == "8" || parts[1] == "16", count % 3 == 0, count > 3 {
      throw Refusal(
        reason: "some count \(count / 3) beats in it, some \(count)",
        suggestion: "\(count / 3)",
        alternative: meters.contains(count) ? "\(count)" : nil)
    }
  }
  guard meters.contains(count) else { throw Refusal() }
  return count
}

/// A short length of time with a sign.
func offset(_ scalar: Scalar) throws(Refusal) -> MediaTime {
  let text = trimmed(scalar.text)
  let isNegative = text.hasPrefix("-") || text.hasPrefix("−")
  let bare = trimmed(text.dropFirst(isNegative || text.hasPrefix("+") ? 1 : 0))
  guard let time = lengthOfTime(bare)
  else {
    let dotted = withPoint(bare)
    let isMeant = lengthOfTime(dotted).map { $0.seconds <= longestOffset } ?? false
    throw Refusal(suggestion: isMeant ? (isNegative ? "-" : "") + dotted : nil)
  }
  guard time.seconds <= longestOffset else {
    // A bare number is seconds, as everywhere; who writes a large one means the other unit.
    let isMeant = isDigits(bare) && time.seconds <= longestOffset * 1000
    throw Refusal(suggestion: isMeant ? "\(isNegative ? "-" : "")\(bare)ms" : nil)
  }
  return isNegative ? .zero - time : time
}

/// The text with a decimal comma as a point.
func withPoint(_ text: String) -> String { String(text.map { $0 == "," ? "." : $0 }) }

/// Slower is a bar, faster a roll; in beats per minute.
private let tempi = 20.0...400.0

/// Beats in a bar that anybody counts.
private let meters = 2...12

/// Seconds: longer than any delay of a player, and than most beats.
private let longestOffset = 2.0

/// Where the first bar may start, in seconds: as far as the longest song.
let songSeconds = 0.0...36_000.0
