// SPDX-License-Identifier: GPL-3.0-or-later

/// A pattern for names of footage: `*`, `?` and `[a-z]` within a name, `**` across folders; case does not count.
///
/// Without a slash it is compared with the file's name and with every folder around it, else with the path inside
/// the project; a pattern that names a folder matches everything in it. Time is the product of the two lengths, whatever the pattern.
package struct Glob: Hashable, Sendable {
  /// As the user wrote it.
  package let text: String
  private let parts: [Part]
  private let hasFolders: Bool

  private enum Part: Hashable, Sendable {
    case character(Character)
    case anyCharacter
    case set([ClosedRange<Character>], isInverted: Bool)
    /// Any number of characters within a name.
    case anyWithinName
    case anyAcrossFolders
    /// No folder, or any number of folders each with its slash.
    case folders
  }

  package init(_ text: String) {
    self.text = text
    var pattern = text[...]
    if pattern.hasPrefix("./") { pattern = pattern.dropFirst(2) }
    while pattern.hasPrefix("/") { pattern = pattern.dropFirst() }
    while pattern.hasSuffix("/") { pattern = pattern.dropLast() }
    hasFolders = pattern.contains("/")
    parts = Self.parse(Array(pattern.lowercased()))
  }

  /// True when the pattern names the file at this path inside the project, or a folder around it.
  package func matches(_ path: [UInt8]) -> Bool {
    if path.elementsEqual(text.utf8) { return true }
    let folded = Self.folded(path)
    guard !hasFolders else { return Self.matches(parts, folded) }
    return folded.split(separator: "/").contains { Self.matches(parts, Array($0)) }
  }

  /// Composed and decomposed letters are the same `Character`; other bytes than UTF-8 match `?` and `*` only.
  private static func folded(_ path: [UInt8]) -> [Character] {
    Array(String(decoding: path, as: UTF8.self).lowercased())
  }

  private static func parse(_ pattern: [Character]) -> [Part] {
    var parts: [Part] = []
    var index = 0
    while index < pattern.count {
      switch pattern[index] {
      case "?": parts.append(.anyCharacter)
      case "*" where index + 1 < pattern.count && pattern[index + 1] == "*":
        let isFolders = index + 2 < pattern.count && pattern[index + 2] == "/"
        parts.append(isFolders ? .folders : .anyAcrossFolders)
        index += isFolders ? 2 : 1
      case "*": parts.append(.anyWithinName)
      case "[":
        if let (set, end) = set(in: pattern, from: index) {
          parts.append(set)
          index = end
        } else {
          parts.append(.character("["))
        }
      default: parts.append(.character(pattern[index]))
      }
      index += 1
    }
    return parts
  }

  /// The set that starts at `start`, and the index of its bracket; nil when it is not closed, which makes it text.
  private static func set(in pattern: [Character], from start: Int) -> (Part, Int)? {
    var index = start + 1
    let isInverted = index < pattern.count && (pattern[index] == "!" || pattern[index] == "^")
    if isInverted { index += 1 }
    var ranges: [ClosedRange<Character>] = []
    while index < pattern.count, pattern[index] != "]" || ranges.isEmpty {
      let low = pattern[index]
      if index + 2 < pattern.count, pattern[index + 1] == "-", pattern[index + 2] != "]",
        low <= pattern[index + 2]
      {
        ranges.append(low...pattern[index + 2])
        index += 3
      } else {
        ranges.append(low...low)
        index += 1
      }
    }
    return index < pattern.count ? (.set(ranges, isInverted: isInverted), index) : nil
  }

  /// Follows all ways through the pattern at once, so that stars never multiply.
  private static func matches(_ parts: [Part], _ name: [Character]) -> Bool {
    var places = Places(parts: parts)
    places.reach(0)
    for character in name {
      // What is matched so far is a folder around the file.
      if character == "/", places.isAtEnd { return true }
      var next = Places(parts: parts)
      for index in parts.indices where places.reached[index] {
        next.advance(from: index, over: character)
      }
      places = next
    }
    return places.isAtEnd
  }

  /// The places in a pattern to which the characters so far lead.
  private struct Places {
    let parts: [Part]
    private(set) var reached: [Bool]

    init(parts: [Part]) {
      self.parts = parts
      reached = [Bool](repeating: false, count: parts.count + 1)
    }

    var isAtEnd: Bool { reached[parts.count] }

    /// Marks a place, and those behind it that need no character.
    mutating func reach(_ place: Int) {
      var index = place
      reached[index] = true
      while index < parts.count {
        switch parts[index] {
        case .anyWithinName, .anyAcrossFolders, .folders: index += 1
        default: return
        }
        reached[index] = true
      }
    }

    mutating func advance(from index: Int, over character: Character) {
      switch parts[index] {
      case .character(let expected): if character == expected { reach(index + 1) }
      case .anyCharacter: if character != "/" { reach(index + 1) }
      case .anyWithinName: if character != "/" { reach(index) }
      case .anyAcrossFolders: reach(index)
      case .folders:
        reached[index] = true
        if character == "/" { reach(index + 1) }
      case .set(let ranges, let isInverted):
        let isIn = ranges.contains { $0.contains(character) }
        if character != "/", isIn != isInverted { reach(index + 1) }
      }
    }
  }
}
