// SPDX-License-Identifier: GPL-3.0-or-later

/// An XML element whose attributes and children stay in the order in which they were written.
struct XMLText {
  var name: String
  var attributes: [(name: String, value: String)]
  var content: Content

  /// What is between the tags: text as it is, or elements with white space between them that means nothing.
  enum Content {
    case text(String)
    case elements([XMLText])
  }

  init(_ name: String, _ attributes: [(String, String)] = [], _ elements: [XMLText] = []) {
    self.name = name
    self.attributes = attributes
    content = .elements(elements)
  }

  init(_ name: String, _ attributes: [(String, String)], text: String) {
    self.name = name
    self.attributes = attributes
    content = .text(text)
  }

  /// The element as a document of its own, with two spaces of indent.
  var document: String {
    var text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
    write(to: &text, indent: "")
    return text
  }

  private func write(to text: inout String, indent: String) {
    text += indent + "<" + name
    for attribute in attributes {
      text += " \(attribute.name)=\"\(Self.escaped(attribute.value, isAttribute: true))\""
    }
    switch content {
    case .text(let value): text += ">" + Self.escaped(value) + "</\(name)>\n"
    case .elements(let elements) where elements.isEmpty: text += "/>\n"
    case .elements(let elements):
      text += ">\n"
      for element in elements { element.write(to: &text, indent: indent + "  ") }
      text += indent + "</\(name)>\n"
    }
  }

  /// `text` with every character that XML would read as its own or take for another replaced.
  ///
  /// Readers turn white space in attributes into spaces, and a carriage return anywhere into a line feed, unless
  /// it is written by its number. What XML 1.0 cannot hold at all, not even by number, becomes U+FFFD.
  static func escaped(_ text: String, isAttribute: Bool = false) -> String {
    var safe = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": safe += "&amp;"
      case "<": safe += "&lt;"
      case ">": safe += "&gt;"
      case "\"" where isAttribute: safe += "&quot;"
      case "\t" where isAttribute, "\n" where isAttribute, "\r": safe += "&#\(scalar.value);"
      case "\t", "\n": safe.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20, "\u{fffe}", "\u{ffff}": safe += "\u{fffd}"
      default: safe.unicodeScalars.append(scalar)
      }
    }
    return safe
  }
}
