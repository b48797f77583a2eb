// SPDX-License-Identifier: GPL-3.0-or-later

/// The fields of every type in an interface's text, read with a parser that knows just enough of Varlink.
struct VarlinkText {
  /// By type: each field's name and its type as written.
  private(set) var types: [String: [String: String]] = [:]
  /// By method: names of what it takes and gives.
  private(set) var methods: [String: (takes: [String], gives: [String])] = [:]

  init(_ text: String) {
    let lines = text.split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("#") }
    let code = lines.joined(separator: " ")
    for part in code.split(separator: #/(?=\b(?:type|method|error) [A-Z])/#) {
      let words = part.split(separator: " ", maxSplits: 1).map(String.init)
      guard words.count == 2, let open = words[1].firstIndex(of: "(") else { continue }
      let name = words[1][..<open].trimmingPrefix(" ").split(separator: " ").joined()
      let groups = Self.groups(in: words[1])
      if words[0] == "type" { types[name] = Self.fields(groups[0]) }
      if words[0] == "method" {
        methods[name] = (
          Self.fields(groups[0]).keys.sorted(), Self.fields(groups[1]).keys.sorted()
        )
      }
    }
  }

  /// What stands in each outermost pair of parentheses.
  private static func groups(in text: String) -> [String] {
    var groups: [String] = []
    var depth = 0
    for character in text {
      if character == ")" { depth -= 1 }
      if depth > 0 { groups[groups.count - 1].append(character) }
      if character == "(" {
        if depth == 0 { groups.append("") }
        depth += 1
      }
    }
    return groups
  }

  private static func fields(_ text: String) -> [String: String] {
    var fields: [String] = [""]
    var depth = 0
    for character in text {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if character == ",", depth == 0 {
        fields.append("")
      } else if character != " " {
        fields[fields.count - 1].append(character)
      }
    }
    return fields.filter { !$0.isEmpty }.reduce(into: [:]) { table, field in
      let parts = field.split(separator: ":", maxSplits: 1).map(String.init)
      table[parts[0]] = parts.count > 1 ? parts[1] : ""
    }
  }
}
