// SPDX-License-Identifier: GPL-3.0-or-later

/// Names a file by its content: the same for copies and renames, another after any change of size or sampled blocks.
package struct ContentKey: Hashable, Sendable {
  /// Lower-case hexadecimal SHA-256.
  package let text: String

  package init(_ text: String) { self.text = text }
}

extension ContentKey: Codable {
  package init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

extension ContentKey: Comparable {
  package static func < (left: ContentKey, right: ContentKey) -> Bool { left.text < right.text }
}

extension ContentKey: CustomStringConvertible {
  package var description: String { text }
}
