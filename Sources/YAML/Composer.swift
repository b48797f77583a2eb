// SPDX-License-Identifier: GPL-3.0-or-later

/// Builds nodes from libyaml's events, within bounds; refuses references and tags instead of following them.
struct Composer {
  /// Keys that stand twice; the first one counts.
  private(set) var problems: [YAMLError] = []
  private let lines: LiteralLines
  private var nodes = 0

  init(_ lines: LiteralLines) { self.lines = lines }

  /// The value of the only document; nil when the file holds none.
  mutating func root(from parser: borrowing EventParser) throws(YAMLError) -> Node? {
    var root: Node?
    var documents = 0
    while true {
      let event = try parser.next()
      switch event.kind {
      case .streamEnd: return root
      case .other: continue
      case .documentStart:
        documents += 1
        guard documents == 1 else {
          throw YAMLError(
            at: event.position, "\"---\" starts a second document",
            remedy: "keep one document in a file")
        }
      default: root = try node(from: event, parser, depth: 1)
      }
    }
  }

  private mutating func node(
    from event: Event, _ parser: borrowing EventParser, depth: Int
  ) throws(YAMLError) -> Node {
    let position = lines.original(event.position)
    try admit(event, at: position, depth: depth)
    switch event.kind {
    case .scalar(let text, let isPlain):
      guard !isPlain || !event.spansLines else {
        throw YAMLError(
          at: position, "the value \(excerpt(text)) spans two lines",
          remedy: "end each item with a comma, or put the text on one line")
      }
      let literal = lines.literals[event.position]
      return Node(.scalar(literal ?? Scalar(text, isPlain: isPlain)), at: position)
    case .sequenceStart:
      var items: [Node] = []
      while true {
        let next = try parser.next()
        if next.kind == .sequenceEnd { return Node(.sequence(items), at: position) }
        items.append(try node(from: next, parser, depth: depth + 1))
      }
    case .mappingStart:
      return Node(.mapping(try entries(parser, depth: depth)), at: position)
    default:
      throw YAMLError(at: position, "a value is missing", remedy: "write key: value")
    }
  }

  private mutating func entries(
    _ parser: borrowing EventParser, depth: Int
  ) throws(YAMLError) -> [Entry] {
    var entries: [Entry] = []
    var firstLines: [String: Int] = [:]
    while true {
      let event = try parser.next()
      if event.kind == .mappingEnd { return entries }
      let key = try key(from: node(from: event, parser, depth: depth + 1))
      let position = lines.original(event.position)
      let value = try node(from: parser.next(), parser, depth: depth + 1)
      if let first = firstLines[key] {
        problems.append(
          YAMLError(
            at: position, "\(excerpt(key)) stands already on line \(first)",
            remedy: "keep one of the two lines"))
      } else {
        firstLines[key] = position.line
        entries.append(Entry(key: key, at: position, value: value))
      }
    }
  }

  private func key(from node: Node) throws(YAMLError) -> String {
    guard case .scalar(let scalar) = node.content else {
      throw YAMLError(
        at: node.position, "a list or a mapping cannot be a key", remedy: "write key: value")
    }
    guard scalar.text != "<<" else {
      throw YAMLError(
        at: node.position, "the merge key \"<<\" is not supported",
        remedy: "write the keys themselves")
    }
    return scalar.text
  }

  private mutating func admit(
    _ event: Event, at position: Position, depth: Int
  ) throws(YAMLError) {
    nodes += 1
    guard nodes <= Limits.nodes else {
      throw YAMLError(
        at: position, "the file has more than \(Limits.nodes) values",
        remedy: "keep only the settings in it")
    }
    guard depth <= Limits.depth else {
      throw YAMLError(
        at: position, "values are nested more than \(Limits.depth) deep",
        remedy: "close the brackets, or write one value per line")
    }
    guard event.kind != .alias, !event.isDecorated else {
      throw YAMLError(
        at: position, "references and tags (* & !) are not supported",
        remedy: "put text that starts with * & or ! in quotes")
    }
  }
}
