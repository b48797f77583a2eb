// SPDX-License-Identifier: GPL-3.0-or-later

/// A JSON document whose members stay in the order in which they were written.
indirect enum JSONText {
  case object([(String, JSONText)])
  case array([JSONText])
  case text(String)
  case number(Double)
  case integer(Int)
  case null

  /// The document with four spaces of indent, as OpenTimelineIO writes it.
  var rendered: String {
    var text = ""
    write(to: &text, indent: 0)
    return text
  }

  private func write(to text: inout String, indent: Int) {
    switch self {
    case .object(let members):
      Self.write(members, between: ("{", "}"), to: &text, indent: indent) { member, text in
        Self.quote(member.0, into: &text)
        text += ": "
        member.1.write(to: &text, indent: indent + 1)
      }
    case .array(let items):
      Self.write(items, between: ("[", "]"), to: &text, indent: indent) { item, text in
        item.write(to: &text, indent: indent + 1)
      }
    case .text(let value): Self.quote(value, into: &text)
    case .number(let value): text += value.isFinite ? "\(value)" : "null"
    case .integer(let value): text += "\(value)"
    case .null: text += "null"
    }
  }

  private static func write<Item>(
    _ items: [Item], between brackets: (String, String), to text: inout String, indent: Int,
    each: (Item, inout String) -> Void
  ) {
    text += brackets.0
    for (index, item) in items.enumerated() {
      text += index == 0 ? "\n" : ",\n"
      text += String(repeating: "    ", count: indent + 1)
      each(item, &text)
    }
    if !items.isEmpty { text += "\n" + String(repeating: "    ", count: indent) }
    text += brackets.1
  }

  private static func quote(_ value: String, into text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      case "\r": text += "\\r"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
