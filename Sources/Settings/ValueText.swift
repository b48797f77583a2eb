// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import YAML

/// One of a few words; case does not count.
func choice<Value: RawRepresentable<String> & CaseIterable>(
  _ scalar: Scalar
) throws(Refusal) -> Value {
  if let value = Value(rawValue: scalar.text.lowercased()) { return value }
  throw Refusal(suggestion: nearest(to: scalar.text, among: Value.allCases.map(\.rawValue)))
}

/// How many times as many cuts, or a word for it.
func pace(_ scalar: Scalar) throws(Refusal) -> Double {
  let text = scalar.text.lowercased()
  if let word = ["slow": 0.5, "normal": 1, "fast": 2][text] { return word }
  guard let number = decimal(text)?.value, (0.25...4).contains(number) else {
    let dotted = withPoint(text)
    throw Refusal(
      suggestion: decimal(dotted) == nil
        ? nearest(to: text, among: ["slow", "normal", "fast"]) : dotted == text ? nil : dotted)
  }
  return number
}

/// A small number of frames, before or after.
func frames(_ scalar: Scalar, upTo most: Int) throws(Refusal) -> Int {
  let text = scalar.text.hasPrefix("+") ? String(scalar.text.dropFirst()) : scalar.text
  guard isDigits(text.hasPrefix("-") ? String(text.dropFirst()) : text), let count = Int(text),
    abs(count) <= most
  else { throw Refusal() }
  return count
}

/// A whole number in plain digits.
func wholeNumber<Value: FixedWidthInteger>(
  _ scalar: Scalar, in range: ClosedRange<Value>
) throws(Refusal) -> Value {
  guard isDigits(scalar.text), let value = Value(scalar.text), range.contains(value) else {
    throw Refusal()
  }
  return value
}

/// A length of time.
func seconds(_ scalar: Scalar, in range: ClosedRange<Double>) throws(Refusal) -> MediaTime {
  guard let time = lengthOfTime(scalar.text) else {
    let dotted = withPoint(scalar.text)
    throw Refusal(suggestion: lengthOfTime(dotted) == nil ? nil : dotted)
  }
  guard range.contains(time.seconds) else { throw Refusal() }
  return time
}

/// The length of a film; nil for the whole song.
func filmLength(_ scalar: Scalar) throws(Refusal) -> FilmLength? {
  if ["song", "whole song"].contains(scalar.text.lowercased()) { return nil }
  let isNearest = scalar.text.hasPrefix("~")
  let time = try seconds(
    Scalar(isNearest ? String(scalar.text.dropFirst()) : scalar.text, isPlain: true),
    in: filmSeconds)
  return FilmLength(time: time, endsOnBar: isNearest)
}

/// Width over height, written `16:9`, `16/9`, `16x9` or `2.39:1`.
func aspect(_ scalar: Scalar) throws(Refusal) -> Rational {
  let sides = scalar.text.split(omittingEmptySubsequences: false) { ":/x×".contains($0) }
  guard sides.count == 2, let width = decimal(trimmed(sides[0])),
    let height = decimal(trimmed(sides[1])), width.numerator > 0, height.numerator > 0,
    // A millionth of a side is far below a pixel; larger terms would overflow a product.
    max(width, height) <= Rational(10_000)
  else { throw Refusal() }
  let aspect = width * height.inverse
  guard Rational(1, 3) <= aspect, aspect <= Rational(3) else { throw Refusal() }
  return aspect
}

/// Frames per second, as cameras and players know them.
func frameRate(_ scalar: Scalar) throws(Refusal) -> Rational {
  let text = scalar.text.lowercased()
  let bare = trimmed(text.hasSuffix("fps") ? String(text.dropLast(3)) : text)
  if let rate = knownRate(bare) { return rate }
  let dotted = withPoint(bare)
  throw Refusal(suggestion: knownRate(dotted) == nil ? nil : dotted)
}

/// A constant rate factor, or a word for it.
func quality(_ scalar: Scalar) throws(Refusal) -> Int {
  let text = scalar.text.lowercased()
  if let factor = qualityNames.first(where: { $0.name == text })?.factor { return factor }
  if isDigits(text), !text.isEmpty { return try wholeNumber(scalar, in: qualityFactors) }
  throw Refusal(suggestion: nearest(to: text, among: qualityNames.map(\.name)))
}

/// Integrated loudness, or a word for leaving it alone.
func loudness(_ scalar: Scalar) throws(Refusal) -> MontageConfig.LoudnessWish {
  let text = scalar.text.lowercased()
  // YAML's other words for it.
  if ["off", "no", "false", "none"].contains(text) { return .off }
  let bare = trimmed(text.hasSuffix("lufs") ? String(text.dropLast(4)) : text)
  if bare.hasPrefix("-"), let level = decimal(bare.dropFirst())?.value {
    guard loudnessLevels.contains(-level) else { throw Refusal() }
    return .integrated(-level)
  }
  let negative = "-" + withPoint(bare.hasPrefix("-") ? String(bare.dropFirst()) : bare)
  let level = decimal(negative.dropFirst())?.value
  throw Refusal(suggestion: level.flatMap { loudnessLevels.contains(-$0) ? negative : nil })
}

private func knownRate(_ text: String) -> Rational? {
  guard text.utf8.allSatisfy({ isDigits(String($0 == 46 || $0 == 47 ? "0" : Unicode.Scalar($0))) })
  else { return nil }
  return Rational(text).flatMap { frameRates.contains($0) ? $0 : nil }
}

/// Shortest and longest film, in seconds.
private let filmSeconds = 1.0...10_800.0

/// Shots outside cannot be seen, or are no montage; in seconds.
let shotSeconds = 0.1...60.0

/// Softer is not heard over the street, louder is all limiter; in LUFS.
private let loudnessLevels = -30.0 ... -5.0

/// x264's useful range: better than 12 is larger than the footage, worse than 30 is visibly damaged.
private let qualityFactors = 12...30

/// `normal` is the house format's own factor, so that its films are copied, not encoded again.
private let qualityNames: [(name: String, factor: Int)] = [
  ("archive", 14), ("high", 17), ("normal", 20), ("small", 25),
]

private let frameRates: Set<Rational> = [
  Rational(24_000, 1001), Rational(24), Rational(25), Rational(30_000, 1001), Rational(30),
  Rational(50), Rational(60_000, 1001), Rational(60),
]
