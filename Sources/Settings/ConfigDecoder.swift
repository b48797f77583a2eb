// SPDX-License-Identifier: GPL-3.0-or-later

internal import YAML

/// Reads a config key by key and collects everything that is wrong with it.
struct ConfigDecoder<Fields: ConfigFields> {
  typealias Key = Fields.Key

  private(set) var fields: Fields
  private(set) var problems: [ConfigProblem] = []
  private let file: String
  private var lines = KeyLines<Key>()

  /// Reads a whole file into `fields`; what they hold is good only when there are no problems.
  init(file: String, bytes: [UInt8], into fields: Fields) {
    self.file = file
    self.fields = fields
    let document = Document(bytes)
    for error in document.problems { report(error.line, error.problem, error.remedy) }
    switch document.root?.content {
    case nil: break
    case .mapping(let entries): for entry in entries { read(entry) }
    case .scalar(let scalar) where scalar.isEmpty: break
    default:
      report(
        document.root?.position.line ?? 1, "a config is made of keys and values",
        "write lines like \(Key.sampleLine)")
    }
    for conflict in self.fields.settle(lines) {
      report(conflict.line, conflict.problem, conflict.remedy)
    }
    problems.sort { ($0.line ?? 0) < ($1.line ?? 0) }
  }

  /// The fields of a file without a mistake.
  func checked() throws(ConfigError) -> Fields {
    guard problems.isEmpty else { throw ConfigError(problems) }
    return fields
  }

  private mutating func read(_ entry: Entry) {
    let line = entry.position.line
    guard let key = Key(rawValue: entry.key) else { return reportUnknown(entry.key, line) }
    guard !isEmpty(entry.value) else { return }
    let known = problems.count
    if let items = key.items {
      readList(key, of: items, entry.value)
    } else if let parts = parts(key, entry.value) {
      for (part, value) in parts { read(key, part, value) }
    } else if let scalar = scalar(key, entry.value) {
      do throws(Refusal) {
        try fields.set(key, to: scalar)
      } catch {
        report(error, key, entry.value)
      }
    }
    if problems.count == known { lines.keys[key] = line }
  }

  /// The values of a key that has several here; nil where it has one, also when a colon makes that look like a key.
  private func parts(_ key: Key, _ value: Node) -> [(part: KeyPart, value: Node)]? {
    guard case .mapping(let entries) = value.content, !entries.isEmpty else { return nil }
    let parts = entries.compactMap { entry in
      key.parts.first { $0.name == entry.key }.map { (part: $0, value: entry.value) }
    }
    return parts.count == entries.count ? parts : nil
  }

  private mutating func read(_ key: Key, _ part: KeyPart, _ value: Node) {
    guard !isEmpty(value) else { return }
    guard case .scalar(let scalar) = value.content else {
      return report(
        value.position.line, "\(part.name) of \(key.rawValue) takes one value",
        "write \(part.name): \(part.example)")
    }
    do throws(Refusal) {
      try fields.set(key, part: part, to: scalar)
    } catch {
      let reason = error.reason.map { ": " + $0 } ?? ""
      report(
        value.position.line,
        "\(part.name) of \(key.rawValue) cannot be \(excerpt(scalar.text))\(reason)",
        "write \(part.allowed), for example \(part.name): \(part.example)")
    }
  }

  private mutating func readList(_ key: Key, of name: String, _ value: Node) {
    let isList = if case .sequence = value.content { true } else { false }
    let items = if case .sequence(let items) = value.content { items } else { [value] }
    guard items.count <= ConfigLimits.items else {
      return report(
        value.position.line, "\(key.rawValue) has more than \(ConfigLimits.items) \(name)",
        key.fewerItems)
    }
    fields.clear(key)
    for item in items where !isEmpty(item) {
      guard let scalar = scalar(key, item, isItem: isList) else { continue }
      do throws(Refusal) {
        try fields.append(scalar, isAlone: !isList, to: key)
        lines.items[key, default: []].append(item.position.line)
      } catch {
        report(error, key, item, isItem: isList)
      }
    }
  }

  /// The text of a value; reports lists and mappings.
  private mutating func scalar(_ key: Key, _ node: Node, isItem: Bool = false) -> Scalar? {
    let name = key.rawValue
    let start = isItem ? "- " : "\(name): "
    switch node.content {
    case .scalar(let scalar): return scalar
    case .sequence:
      report(
        node.position.line, "\(name) takes one value, not a list", "write \(name): \(key.example)")
    case .mapping(let entries):
      var remedy = "write \(name): \(key.example)"
      if entries.count == 1, case .scalar(let value) = entries[0].value.content {
        remedy = "write " + start + pasteable("\(entries[0].key): \(value.text)")
      }
      report(
        node.position.line, "\(name) takes a text, and a colon with a space makes this a key",
        remedy)
    }
    return nil
  }

  private mutating func reportUnknown(_ key: String, _ line: Int) {
    if Key.planned.contains(key) {
      return report(line, "\(key) is not supported yet", "delete the line, or put # in front of it")
    }
    if let replacement = Key.replaced[key] {
      return report(
        line, "unknown key \(excerpt(key))", "write \(replacement)")
    }
    let keys = Key.allCases.map(\.rawValue)
    let remedy =
      nearest(to: key, among: keys).map { "did you mean \"\($0)\"?" }
      ?? "the keys are " + keys.joined(separator: ", ")
    report(line, "unknown key \(excerpt(key))", remedy)
  }

  private mutating func report(
    _ refusal: Refusal, _ key: Key, _ value: Node, isItem: Bool = false
  ) {
    let text = if case .scalar(let scalar) = value.content { scalar.text } else { "" }
    let reason = refusal.reason.map { ": " + $0 } ?? ""
    let values = [refusal.suggestion, refusal.alternative].compactMap { $0 }
    let remedy =
      values.isEmpty
      ? "write \(key.allowed), for example \(key.rawValue): \(key.example)"
      : "write " + values.map { isItem ? $0 : "\(key.rawValue): \($0)" }.joined(separator: " or ")
    report(
      value.position.line, "\(key.rawValue) cannot be \(excerpt(text))\(reason)",
      refusal.remedy ?? remedy)
  }

  private mutating func report(_ line: Int, _ problem: String, _ remedy: String) {
    problems.append(ConfigProblem(file: file, line: line, problem: problem, remedy: remedy))
  }

  private func isEmpty(_ node: Node) -> Bool {
    if case .scalar(let scalar) = node.content { scalar.isEmpty } else { false }
  }
}

/// Bounds of what a config may hold.
enum ConfigLimits {
  /// Items in one list: each pattern is compared with each file, each folder with each other.
  static let items = 100
}
