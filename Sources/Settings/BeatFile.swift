// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// The beats that a person wrote down for a song: a line a beat.
///
/// Two forms. Text: seconds and, after a blank, the place in the bar, 1 for the downbeat. Labels as Audacity exports
/// them: start, tab, end, tab, label, where the label is the place in the bar. The place may be left out: it is counted
/// on. `#` starts a comment, and what starts with a backslash is Audacity's own.
package struct BeatFile: Hashable, Sendable {
  package private(set) var beats: [ToldBeat] = []
  /// Where each beat stands, counting from 1.
  package private(set) var lines: [Int] = []

  /// Reads a whole file; all mistakes at once.
  package init(file: String, bytes: [UInt8], form: Form) throws(ConfigError) {
    var problems: [ConfigProblem] = []
    for (index, line) in Self.lines(of: bytes).enumerated() {
      guard let content = Self.content(of: line, form) else { continue }
      do throws(Refusal) {
        try add(try Self.beat(content, form), line: index + 1)
      } catch {
        guard problems.count < Self.mostProblems else { break }
        problems.append(
          ConfigProblem(
            file: file, line: index + 1, problem: error.reason ?? "", remedy: error.remedy ?? ""))
      }
    }
    guard problems.isEmpty else { throw ConfigError(problems) }
  }

  /// How the lines are written.
  package enum Form: Hashable, Sendable {
    case text
    case labels
  }

  /// Whether a text is a list of labels, and not words about the song: its first line starts with two times.
  package static func areLabels(_ bytes: [UInt8]) -> Bool {
    guard let line = lines(of: bytes).lazy.compactMap({ content(of: $0, .labels) }).first else {
      return false
    }
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
    return fields.count >= 2 && seconds(fields[0]) != nil && seconds(fields[1]) != nil
  }

  private mutating func add(_ beat: ToldBeat, line: Int) throws(Refusal) {
    if let last = beats.last, beat.time < last.time + Self.leastInterval {
      let isBefore = beat.time < last.time
      throw Refusal(
        reason: isBefore
          ? "\(shown(beat.time)) s comes before line \(lines[lines.count - 1])"
          : "\(shown(beat.time)) s is the beat of line \(lines[lines.count - 1]) again",
        remedy: isBefore ? "sort the lines by time" : "delete the line")
    }
    guard beats.count < Self.mostBeats else {
      throw Refusal(reason: "there are more beats than in any song", remedy: "shorten the file")
    }
    beats.append(beat)
    lines.append(line)
  }

  private static func beat(_ line: String, _ form: Form) throws(Refusal) -> ToldBeat {
    let fields: [String]
    let place: String
    switch form {
    case .text:
      fields = line.split { $0 == " " || $0 == "\t" || $0 == "," }.map(String.init)
      place = fields.count > 1 ? fields[1] : ""
      guard fields.count <= 2 else {
        throw Refusal(
          reason: "a beat is a time and a place in the bar",
          remedy: "write a line such as 12.345 1")
      }
    case .labels:
      fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(trimmed)
      place = fields.count > 2 ? fields[2] : ""
      guard fields.count >= 2, seconds(fields[1]) != nil else {
        throw Refusal(
          reason: "a label is a start, a tab, an end, a tab and a text",
          remedy: "export the labels from Audacity again")
      }
    }
    guard let time = seconds(fields.first ?? "") else {
      throw Refusal(
        reason: "\(quoted(fields.first ?? "")) is no time", remedy: "write seconds such as 12.345")
    }
    return ToldBeat(time: time, position: try position(place))
  }

  /// `3`, or `7.3` for bar and place; nothing for a beat that is only a time.
  private static func position(_ text: String) throws(Refusal) -> Int? {
    guard !text.isEmpty else { return nil }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ isDigits($0) && (1...6).contains($0.count) }),
      let place = parts.last.flatMap({ Int($0) }), (1...longestBar).contains(place)
    else {
      throw Refusal(
        reason: "\(quoted(text)) is no place in the bar",
        remedy: "write 1 for a downbeat, 2 to \(longestBar) for the beats after it, or nothing")
    }
    return place
  }

  /// Plain seconds, exact to the microsecond; more digits are rounded away.
  private static func seconds(_ text: some StringProtocol) -> MediaTime? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let fraction = parts.count == 2 ? parts[1].prefix(7) : "0"
    guard let whole = parts.first, (1...5).contains(whole.count), isDigits(whole),
      !fraction.isEmpty, isDigits(parts.count == 2 ? parts[1] : "0"), let value = Int64(whole),
      let part = Int64(String(fraction).padded(to: 7))
    else { return nil }
    let time = MediaTime(ticks: value * 1_000_000 + (part + 5) / 10, timebase: .microsecond)
    return songSeconds.contains(time.seconds) ? time : nil
  }

  private static func content(of line: Substring, _ form: Form) -> String? {
    // Audacity's frequency lines belong to the label before.
    guard line.first != "\\" else { return nil }
    let kept = form == .text ? line.prefix { $0 != "#" } : line.first == "#" ? "" : line
    let text = trimmed(kept)
    return text.isEmpty ? nil : form == .text ? text : String(kept)
  }

  private static func lines(of bytes: [UInt8]) -> [Substring] {
    var text = String(decoding: bytes, as: UTF8.self)
    if text.first == "\u{FEFF}" { text.removeFirst() }
    return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  }

  private static func quoted(_ text: String) -> String { "\"" + String(text.prefix(40)) + "\"" }

  /// Two lines closer than this are one beat written twice: no drummer plays 40 beats a second.
  private static let leastInterval = MediaTime(ticks: 25, timebase: Rational(1, 1000))
  /// Ten hours at 400 beats a minute.
  private static let mostBeats = 240_000
  private static let mostProblems = 100
  private static let longestBar = 16
}

private func shown(_ time: MediaTime) -> String { "\(time.seconds)" }

extension String {
  fileprivate func padded(to count: Int) -> String {
    self + String(repeating: "0", count: Swift.max(0, count - self.count))
  }
}
