// SPDX-License-Identifier: GPL-3.0-or-later

/// A place in a file; both count from 1, columns in characters as an editor shows them.
package struct Position: Hashable, Sendable {
  package let line: Int
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// One value of a YAML document, with the place where it starts.
package struct Node: Hashable, Sendable {
  package let content: Content
  package let position: Position

  package init(_ content: Content, at position: Position) {
    self.content = content
    self.position = position
  }

  /// What a node holds.
  package enum Content: Hashable, Sendable {
    case scalar(Scalar)
    case sequence([Node])
    case mapping([Entry])
  }
}

/// Text, never typed here: whoever reads a key decides whether its text is a number, a time or a name.
package struct Scalar: Hashable, Sendable {
  package let text: String
  /// Written without quotes.
  package let isPlain: Bool
  /// The value together with the `#` and what follows it on the line; nil where nothing does.
  package let textWithComment: String?

  package init(_ text: String, isPlain: Bool, textWithComment: String? = nil) {
    self.text = text
    self.isPlain = isPlain
    self.textWithComment = textWithComment
  }

  /// Nothing after the colon, which leaves a key at its default.
  package var isEmpty: Bool { isPlain && text.isEmpty }
}

/// One `key: value` of a mapping.
package struct Entry: Hashable, Sendable {
  package let key: String
  package let position: Position
  package let value: Node

  package init(key: String, at position: Position, value: Node) {
    self.key = key
    self.position = position
    self.value = value
  }
}
