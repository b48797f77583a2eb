// SPDX-License-Identifier: GPL-3.0-or-later

/// Text laid out in character cells.
enum Columns {
  /// How many cells a terminal gives `text`: two for wide scripts and pictures, none for marks.
  static func width(_ text: String) -> Int { text.reduce(0) { $0 + width($1) } }

  /// `text` in exactly `width` cells: filled with spaces, or cut in its middle with `…`.
  static func fitted(_ text: String, _ width: Int) -> String {
    let text = shortened(text, width)
    return text + String(repeating: " ", count: max(0, width - Self.width(text)))
  }

  /// `text` in at most `width` cells; the middle goes, because a path's end and start say most.
  static func shortened(_ text: String, _ width: Int) -> String {
    guard Self.width(text) > width else { return text }
    guard width > 1 else { return String(repeating: "…", count: max(0, width)) }
    let tail = (width - 1) / 2
    return prefix(text, width - 1 - tail) + "…" + suffix(text, tail)
  }

  /// `text` in lines of at most `width` cells; words that are longer are broken.
  static func wrapped(_ text: String, _ width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ").flatMap({ broken(String($0), width) }) {
      if line.isEmpty {
        line = word
      } else if Self.width(line) + 1 + Self.width(word) <= width {
        line += " " + word
      } else {
        lines.append(line)
        line = word
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }

  /// `[######------]` of `width` cells, brackets included.
  static func bar(_ share: Double, _ width: Int) -> String {
    let cells = max(0, width - 2)
    let full = Quantity.percent(share) * cells / 100
    return "[" + String(repeating: "#", count: full)
      + String(repeating: "-", count: cells - full) + "]"
  }

  private static func broken(_ word: String, _ width: Int) -> [String] {
    var parts: [String] = []
    var rest = word
    while Self.width(rest) > width {
      let part = prefix(rest, max(width, 2))
      guard !part.isEmpty else { break }
      parts.append(part)
      rest.removeFirst(part.count)
    }
    return parts + [rest]
  }

  private static func prefix(_ text: some Sequence<Character>, _ width: Int) -> String {
    var part = ""
    var used = 0
    for character in text {
      used += Self.width(character)
      guard used <= width else { break }
      part.append(character)
    }
    return part
  }

  private static func suffix(_ text: String, _ width: Int) -> String {
    String(prefix(text.reversed(), width).reversed())
  }

  private static func width(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    return scalar.properties.isEmojiPresentation || wide.contains { $0.contains(scalar.value) }
      ? 2 : 1
  }

  /// The blocks of Unicode that terminals draw two cells wide.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115f, 0x2e80...0xa4cf, 0xa960...0xa97c, 0xac00...0xd7a3, 0xf900...0xfaff,
    0xfe30...0xfe6f, 0xff00...0xff60, 0xffe0...0xffe6, 0x1f300...0x1f64f, 0x1f900...0x1f9ff,
    0x20000...0x3fffd,
  ]
}
