// SPDX-License-Identifier: GPL-3.0-or-later

package import Media
internal import YAML

/// The shots of a film, as its owner may edit them: `NAME.cuts.yaml`.
///
/// ```
/// length: 59.967
/// shots:
/// - 0:00.000-0:02.400 GX010023.MP4@1:23.400 (calm shot for calm music)
/// unused:
/// - GX010024.MP4 (too dark)
/// ```
/// A line tells when in the film a shot begins and ends, the file, and when in the file; then `keep` or `ban` or nothing.
/// What stands in brackets at its end is for people, and so are the files that the film does not show.
package struct ShotList: Hashable, Sendable {
  /// Of the film.
  package var length: MediaTime
  /// By their start in the film.
  package var shots: [Shot]
  /// Files that the film does not show, and why in brackets, as in `GX010024.MP4 (too dark)`.
  package var unused: [String]

  package init(length: MediaTime, shots: [Shot], unused: [String] = []) {
    self.length = length
    self.shots = shots
    self.unused = unused
  }

  /// Each shot with its end: one that has none ends where the next begins.
  package var spans: [(shot: Shot, end: MediaTime)] {
    let next = shots.dropFirst().map(\.start) + [length]
    return zip(shots, next).map { ($0, $0.end ?? $1) }
  }

  /// Why the film does not show a file, as far as the list tells.
  package func whyNot(_ file: String) -> String? {
    let head = "\(file) ("
    return unused.first { $0.hasPrefix(head) && $0.hasSuffix(")") }
      .map { String($0.dropFirst(head.count).dropLast()) }
  }

  /// One line.
  package struct Shot: Hashable, Sendable {
    package var start: MediaTime
    /// Nil for the start of the next one.
    package var end: MediaTime?
    /// Its path in the project.
    package var file: String
    /// From the first displayed frame of the file.
    package var sourceStart: MediaTime
    package var mark: Mark?
    package var remark: String
    /// Where it stands, counting from 1.
    package var line: Int

    package init(
      start: MediaTime, end: MediaTime? = nil, file: String, sourceStart: MediaTime,
      mark: Mark? = nil,
      remark: String = "", line: Int = 0
    ) {
      self.start = start
      self.end = end
      self.file = file
      self.sourceStart = sourceStart
      self.mark = mark
      self.remark = remark
      self.line = line
    }
  }

  /// What the owner wants of a shot.
  package enum Mark: String, Hashable, Sendable, CaseIterable {
    /// Of shots where some are kept, only these stay.
    case keep
    /// What it shows is not to be seen, and another takes its place.
    case ban
  }

  /// Reads a list; all mistakes at once.
  package init(file: String, bytes: [UInt8]) throws(ConfigError) {
    var fields = ShotFields()
    let document = Document(bytes)
    for error in document.problems { fields.report(error.line, error.problem, error.remedy) }
    if case .mapping(let entries)? = document.root?.content {
      for entry in entries { fields.read(entry) }
    } else if document.root != nil {
      fields.report(
        1, "a cut list has the keys length and shots", "take the newest list, and edit that")
    }
    fields.sort()
    guard fields.problems.isEmpty else {
      throw ConfigError(
        fields.problems.map {
          ConfigProblem(file: file, line: $0.line, problem: $0.problem, remedy: $0.remedy)
        })
    }
    length = fields.length ?? .zero
    shots = fields.shots
    unused = fields.unused
  }

  /// The list as it is written, without what is said above it.
  package var text: String {
    var lines = ["length: \(Self.seconds(length))", "shots:"]
    for shot in shots {
      let words = [
        Self.clock(shot.start) + (shot.end.map { "-" + Self.clock($0) } ?? ""),
        "\(shot.file)@\(Self.clock(shot.sourceStart))", shot.mark?.rawValue,
        shot.remark.isEmpty ? nil : "(\(shot.remark))",
      ]
      lines.append("- " + pasteable(words.compactMap(\.self).joined(separator: " ")))
    }
    if !unused.isEmpty { lines.append("unused:") }
    lines += unused.map { "- " + pasteable($0) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// `1:02.400`: finer than any frame, so that the same frame is read again.
  static func clock(_ time: MediaTime) -> String {
    let milliseconds = max(time.rescaled(to: Rational(1, 1000)).ticks, 0)
    let rest = milliseconds % 60_000
    return "\(milliseconds / 60_000):\(rest < 10_000 ? "0" : "")\(fraction(rest))"
  }

  private static func seconds(_ time: MediaTime) -> String {
    fraction(time.rescaled(to: Rational(1, 1000)).ticks)
  }

  private static func fraction(_ milliseconds: Int64) -> String {
    let part = String(milliseconds % 1000)
    return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - part.count) + part
  }
}

/// A list while its file is read.
private struct ShotFields {
  var length: MediaTime?
  var shots: [ShotList.Shot] = []
  var unused: [String] = []
  private(set) var problems: [(line: Int, problem: String, remedy: String)] = []

  private static let mostShots = 20_000
  private static let example = "- 0:12.400-0:14.000 GX010023.MP4@1:23.400"

  mutating func report(_ line: Int, _ problem: String, _ remedy: String) {
    problems.append((line, problem, remedy))
  }

  mutating func read(_ entry: Entry) {
    let line = entry.position.line
    switch (entry.key, entry.value.content) {
    case ("length", .scalar(let scalar)):
      length = lengthOfTime(scalar.text)
      if length == nil {
        report(line, "length is no time", "write the seconds that the film lasts")
      }
    case ("shots", .sequence(let items)):
      guard items.count <= Self.mostShots else {
        return report(line, "there are more shots than in any film", "shorten the list")
      }
      for item in items { read(item) }
    case ("shots", .scalar(let scalar)) where scalar.isEmpty: break
    case ("unused", .sequence(let items)):
      for case .scalar(let scalar) in items.map(\.content) {
        unused.append(scalar.textWithComment ?? scalar.text)
      }
    // It is for people: whatever became of it is no mistake.
    case ("unused", _): break
    default:
      report(line, "unknown key \(excerpt(entry.key))", "the keys are length, shots and unused")
    }
  }

  private mutating func read(_ item: Node) {
    let line = item.position.line
    guard case .scalar(let scalar) = item.content, let shot = shot(scalar, line) else {
      return report(line, "this is no shot", "write a line like \(Self.example)")
    }
    shots.append(shot)
  }

  private func shot(_ scalar: Scalar, _ line: Int) -> ShotList.Shot? {
    let text = scalar.textWithComment ?? scalar.text
    guard let space = text.firstIndex(of: " ") else { return nil }
    let times = text[..<space].split(separator: "-", omittingEmptySubsequences: false)
    guard let start = lengthOfTime(times[0]), times.count <= 2 else { return nil }
    let shotEnd = times.count == 2 ? lengthOfTime(times[1]) : nil
    guard times.count == 1 || shotEnd.map({ $0 > start }) == true else { return nil }
    let rest = trimmed(text[space...])
    // Names hold @ and brackets too: the last @ counts that a time follows, and nothing but what may.
    var end = rest.endIndex
    while let mark = rest[..<end].lastIndex(of: "@") {
      if mark > rest.startIndex,
        let (time, wish, remark) = Self.tail(rest[rest.index(after: mark)...])
      {
        return ShotList.Shot(
          start: start, end: shotEnd, file: String(rest[..<mark]), sourceStart: time, mark: wish,
          remark: remark, line: line)
      }
      end = mark
    }
    return nil
  }

  /// The time, the word behind it, and what stands in brackets.
  private static func tail(_ text: Substring) -> (MediaTime, ShotList.Mark?, remark: String)? {
    let first = text.prefix { $0 != " " }
    guard let time = lengthOfTime(first) else { return nil }
    var rest = trimmed(text.dropFirst(first.count))
    var mark: ShotList.Mark?
    for candidate in ShotList.Mark.allCases where rest.lowercased().hasPrefix(candidate.rawValue) {
      mark = candidate
      rest = trimmed(rest.dropFirst(candidate.rawValue.count))
    }
    guard rest.isEmpty || rest.hasPrefix("(") || rest.hasPrefix("#") else { return nil }
    let remark = rest.hasPrefix("(") && rest.hasSuffix(")") ? rest.dropFirst().dropLast() : ""
    return (time, mark, String(remark))
  }

  /// Lines may stand in any order; two of one start cannot be meant.
  mutating func sort() {
    shots.sort { $0.start < $1.start }
    for (before, after) in zip(shots, shots.dropFirst()) where before.start == after.start {
      report(
        max(before.line, after.line),
        "this shot begins when that of line \(min(before.line, after.line)) does",
        "change the time at the start of one of the lines, or delete one")
    }
    problems.sort { $0.line < $1.line }
  }
}
