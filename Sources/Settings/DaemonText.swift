// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import YAML

/// An amount of memory in bytes, written `512M`, `1.5G`, `524288K` or in plain bytes.
func amountOfMemory(_ scalar: Scalar) throws(Refusal) -> Int64 {
  if scalar.text.hasSuffix("%") {
    throw Refusal(reason: "a share of the machine is not supported")
  }
  return try amount(scalar, in: memoryBytes, units: memoryUnits)
}

/// What the cache may take of its disk: a percentage, or an amount as of memory.
func cacheSize(_ scalar: Scalar) throws(Refusal) -> CacheSize {
  if scalar.text.hasSuffix("%") { return .share(percent: try percentage(scalar)) }
  return .bytes(try amount(scalar, in: cacheBytes, units: diskUnits))
}

private func amount(
  _ scalar: Scalar, in range: ClosedRange<Int64>, units: [String: Int]
) throws(Refusal) -> Int64 {
  let text = trimmed(scalar.text.uppercased())
  let number = text.prefix { $0 == "." || isDigits(String($0)) }
  let unit = trimmed(text.dropFirst(number.count))
  guard !number.isEmpty, let shift = units[unit] else { throw Refusal() }
  let bytes: Int64
  if unit.isEmpty, isDigits(number), number.count <= mostByteDigits, let plain = Int64(number) {
    bytes = plain
  } else {
    guard let value = decimal(number), value <= Rational(1 << 30),
      value.value * Double(1 << shift) < mostBytes
    else { throw Refusal() }
    bytes = Int64((value.value * Double(1 << shift)).rounded())
  }
  guard range.contains(bytes) else {
    let isMeantInMiB = unit.isEmpty && range.contains(bytes << 20)
    throw Refusal(
      reason: isMeantInMiB ? "a number without a unit counts bytes" : nil,
      suggestion: isMeantInMiB ? "\(number)M" : nil)
  }
  return bytes
}

/// A whole percentage, with or without its sign.
func percentage(_ scalar: Scalar) throws(Refusal) -> Int {
  let bare = scalar.text.hasSuffix("%") ? trimmed(scalar.text.dropLast()) : scalar.text
  return try wholeNumber(Scalar(bare, isPlain: true), in: 1...100)
}

/// `on` or `off`, or what other programs call them.
func onOrOff(
  _ scalar: Scalar, suggesting words: (on: String, off: String)
) throws(Refusal) -> Bool {
  let text = scalar.text.lowercased()
  if ["on", "yes", "true"].contains(text) { return true }
  if ["off", "no", "false"].contains(text) { return false }
  throw Refusal(suggestion: nearest(to: text, among: [words.on, words.off]))
}

/// When new footage makes a film anew.
func rerender(_ scalar: Scalar) throws(Refusal) -> Rerender {
  if scalar.text.lowercased() == "never" { return .never }
  if scalar.text == "0" { return .after(seconds: 0) }
  do throws(Refusal) {
    return .after(seconds: try pause(scalar, in: 1...30 * 86_400))
  } catch {
    guard error == Refusal(), let word = nearest(to: scalar.text, among: ["never"]) else {
      throw error
    }
    throw Refusal(suggestion: word)
  }
}

/// Whole seconds, written with units as in `90s`, `5m`, `1h30m` or `2 days`.
func pause(_ scalar: Scalar, in range: ClosedRange<Int>) throws(Refusal) -> Int {
  let text = trimmed(scalar.text.lowercased())
  if isDigits(text), !text.isEmpty {
    throw Refusal(
      reason: "a time needs its unit", suggestion: "\(text)s", alternative: "\(text)m")
  }
  guard let seconds = wholeSeconds(text), range.contains(seconds) else { throw Refusal() }
  return seconds
}

/// Seconds of quantities whose units become smaller from one to the next; nil for anything else.
private func wholeSeconds(_ whole: String) -> Int? {
  var text = whole[...]
  var last = Int.max
  var total: Int64 = 0
  repeat {
    guard let (value, name, tail) = quantity(text),
      let unit = timeUnits.first(where: { $0.names.contains(name) })?.seconds, unit < last,
      // Longer ones are refused anyway, and their products might not fit.
      value <= Rational(1_000_000)
    else { return nil }
    let (seconds, rest) = (value.numerator * Int64(unit))
      .quotientAndRemainder(dividingBy: value.denominator)
    guard rest == 0 else { return nil }
    total += seconds
    last = unit
    text = tail
  } while !text.isEmpty
  return Int(total)
}

/// The absolute path of a drop folder, without needless slashes.
func dropFolder(_ scalar: Scalar) throws(Refusal) -> String {
  try folder(scalar, called: "a drop folder")
}

/// As `dropFolder`, for a folder of another use.
func folder(_ scalar: Scalar, called name: String) throws(Refusal) -> String {
  let text = try pathText(scalar)
  guard text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }),
    text.utf8.count <= pathLimit
  else {
    throw Refusal(reason: "a path has at most \(pathLimit) bytes and no control characters")
  }
  guard text.hasPrefix("/") else {
    throw Refusal(reason: "\(name) is a whole path, which starts with \"/\"")
  }
  let names = text.split(separator: "/").filter { $0 != "." }
  guard !names.contains("..") else {
    throw Refusal(reason: "a path with \"..\" depends on what lies on its way")
  }
  guard !names.isEmpty else {
    throw Refusal(reason: "this is the whole file system, and \(name) is one folder in it")
  }
  return "/" + names.joined(separator: "/")
}

/// The path, although YAML takes ` #` for the start of a comment.
private func pathText(_ scalar: Scalar) throws(Refusal) -> String {
  guard let whole = scalar.textWithComment,
    !isMarkedComment(whole.dropFirst(scalar.text.count))
  else { return scalar.text }
  throw Refusal(
    reason: "\"#\" may start a comment or belong to the name",
    suggestion: pasteable(whole), alternative: pasteable(scalar.text))
}

/// Powers of two.
private let memoryUnits = [
  "": 0, "B": 0, "K": 10, "KB": 10, "KIB": 10, "M": 20, "MB": 20, "MIB": 20, "G": 30, "GB": 30,
  "GIB": 30,
]

private let diskUnits = memoryUnits.merging(["T": 40, "TB": 40, "TIB": 40]) { $1 }

/// Far beyond any range, and far from what an integer holds.
private let mostBytes = 0x1p60

/// Less than the daemon and a small worker take is a mistake of the unit; more than a terabyte, too.
private let memoryBytes: ClosedRange<Int64> = 128 << 20...1 << 40

/// More digits than any amount that is allowed has.
private let mostByteDigits = 13

private let timeUnits: [(names: Set<String>, seconds: Int)] = [
  (["d", "day", "days"], 86_400), (["h", "hour", "hours"], 3600),
  (["m", "min", "minute", "minutes"], 60), (["s", "sec", "second", "seconds"], 1),
]

/// Bytes of the longest path, as the kernel has it.
private let pathLimit = 4095

/// Less would not hold one film.
private let cacheBytes: ClosedRange<Int64> = 1 << 30...100_000 << 30
