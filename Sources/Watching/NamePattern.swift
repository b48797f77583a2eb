// SPDX-License-Identifier: GPL-3.0-or-later

/// Matches names as a shell does with `*` alone; letters of ASCII match in both cases.
package struct NamePattern: Hashable, Sendable {
  private let parts: [[UInt8]]

  /// `text` is a name in which each `*` stands for any bytes.
  package init(_ text: String) {
    parts = Array(text.utf8).split(
      separator: UInt8(ascii: "*"), omittingEmptySubsequences: false
    ).map { NamePattern.folded(Array($0)) }
  }

  package func matches(_ name: [UInt8]) -> Bool { matches(folded: NamePattern.folded(name)) }

  /// As `matches`, for a name that was folded before.
  func matches(folded name: [UInt8]) -> Bool {
    guard let first = parts.first, let last = parts.last, parts.count > 1 else {
      return name == parts.first
    }
    guard name.count >= first.count + last.count, name.starts(with: first),
      name.suffix(last.count) == last[...]
    else { return false }
    // The earliest place for each part leaves the most room for the next.
    var rest = name.dropFirst(first.count).dropLast(last.count)
    for part in parts.dropFirst().dropLast() {
      guard let end = NamePattern.end(of: part, in: rest) else { return false }
      rest = rest[end...]
    }
    return true
  }

  /// The name with A to Z as a to z; other bytes are no letters of ours to fold.
  package static func folded(_ name: [UInt8]) -> [UInt8] {
    name.map { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 ? $0 | 0x20 : $0 }
  }

  private static func end(of part: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    guard !part.isEmpty else { return bytes.startIndex }
    guard bytes.count >= part.count else { return nil }
    for start in bytes.startIndex...(bytes.endIndex - part.count)
    where bytes[start...].starts(with: part) {
      return start + part.count
    }
    return nil
  }
}
