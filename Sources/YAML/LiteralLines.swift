// SPDX-License-Identifier: GPL-3.0-or-later

/// The lines of a file, every one-line value in quotes, so that libyaml reads what the writer sees.
///
/// Structure stays YAML's: keys, lists, brackets, quotes, blocks. A plain value is the text up to the end of its line.
struct LiteralLines {
  /// The file for libyaml, line by line as it was.
  private(set) var text: [UInt8] = []
  /// Values that were written without quotes, by their place in `text`.
  private(set) var literals: [Position: Scalar] = [:]
  /// What concerns one line only; that line is left out of `text`.
  private(set) var problems: [YAMLError] = []
  private var originals: [Position: Position] = [:]
  private var state = State()

  /// What the lines above allow on the next one.
  private struct State {
    /// The last line has a value, so that nothing may stand right of this column.
    var closed: (column: Int, line: Int)?
    /// The last line has none, so that a value may stand right of this column.
    var open: Int?
  }

  init(_ source: SourceText) {
    let lines = source.lines.map { Array($0[..<endOfContent($0)]) }
    var index = 0
    // A file in brackets is JSON, or nearly: nothing to repair.
    let isFlow = lines.first(where: hasContent).map(startsWithBracket) ?? false
    while index < lines.count {
      let next = isFlow ? index + 1 : read(lines, at: index)
      // Brackets and blocks over several lines stay as they are.
      let rest = isFlow ? index..<next : index + 1..<next
      for raw in rest { write(source.lines[raw]) }
      index = next
    }
  }

  /// Where a value at this place in `text` stands in the file.
  func original(_ position: Position) -> Position { originals[position] ?? position }

  /// Writes the line at `index` and answers the next one to read.
  private mutating func read(_ lines: [[UInt8]], at index: Int) -> Int {
    let line = lines[index]
    let indentation = skipBlanks(line, from: 0)
    guard indentation < line.count, line[indentation] != UInt8(ascii: "#") else {
      write([])
      return index + 1
    }
    if isMarker(line) {
      state = State()
      write(line)
      return index + 1
    }
    if let problem = misplacement(of: line, indentation: indentation, number: index + 1) {
      return drop(problem, index)
    }
    let canBeValue = state.open.map { indentation > $0 } ?? false
    if let shape = LineShape(line, indentation: indentation, isValuePossible: canBeValue) {
      return readValue(shape, lines, index)
    }
    if canBeValue, let open = state.open {
      return readValue(LineShape(value: indentation, of: open), lines, index)
    }
    guard startsOtherYAML(line[indentation]) else {
      return drop(missingColon(in: line, from: indentation, number: index + 1), index)
    }
    state = State()
    write(line)
    return index + 1
  }

  private mutating func readValue(_ shape: LineShape, _ lines: [[UInt8]], _ index: Int) -> Int {
    let line = lines[index]
    if let problem = strangeSpace(at: shape.value, ofValue: true, in: line, number: index + 1) {
      return drop(problem, index)
    }
    if isHidden(shape, lines, index) {
      return drop(hiddenValue(shape, line, number: index + 1), index)
    }
    var writer = LineRewriter(line)
    var next = index + 1
    writer.writeHead(of: shape)
    state = State(closed: (shape.start, index + 1))
    switch ValueShape(line, from: shape.value) {
    case .nothing: state = State(open: shape.start)
    case .literal(let range, let end): writer.writeLiteral(range, endWithComment: end)
    case .list(let items): writer.writeList(items, from: shape.value)
    case .asWritten: writer.writeRest(from: shape.value)
    case .block:
      writer.writeRest(from: shape.value)
      next = endOfBlock(lines, from: next, column: shape.start)
    case .openFlow:
      guard let end = endOfFlow(lines, from: index, shape) else {
        return drop(openBracket(shape, line, number: index + 1), index)
      }
      writer.writeRest(from: shape.value)
      next = end
    case .openQuote: return drop(openQuote(shape, line, number: index + 1), index)
    case .item: return drop(itemAfterKey(shape, line, number: index + 1), index)
    }
    keep(writer, line: index + 1)
    return next
  }

  private mutating func keep(_ writer: LineRewriter, line: Int) {
    for (column, scalar) in writer.literals {
      literals[Position(line: line, column: column)] = scalar
    }
    for (column, original) in writer.moved {
      originals[Position(line: line, column: column)] = Position(line: line, column: original)
    }
    write(writer.bytes)
  }

  private mutating func drop(_ problem: YAMLError, _ index: Int) -> Int {
    problems.append(problem)
    write([])
    return index + 1
  }

  private mutating func write(_ line: some Collection<UInt8>) {
    text.append(contentsOf: line)
    text.append(UInt8(ascii: "\n"))
  }

  private func misplacement(of line: [UInt8], indentation: Int, number: Int) -> YAMLError? {
    if line[..<indentation].contains(UInt8(ascii: "\t")) {
      return YAMLError(
        line: number, problem: "the line is indented with a tab",
        remedy: "use spaces in front of \(excerpt(rest(of: line, from: indentation)))")
    }
    if let problem = strangeSpace(at: indentation, ofValue: false, in: line, number: number) {
      return problem
    }
    guard let closed = state.closed, indentation > closed.column else { return nil }
    return YAMLError(
      line: number, column: indentation + 1,
      problem: "the line is indented below line \(closed.line), which has a value already",
      remedy: "put a value on one line, and start a new key in the same column as the keys above")
  }
}

/// True where `#1` stands in a value's place, and no value on the lines below.
private func isHidden(_ shape: LineShape, _ lines: [[UInt8]], _ index: Int) -> Bool {
  let line = lines[index]
  guard shape.value + 1 < line.count, line[shape.value] == UInt8(ascii: "#"),
    !isBlank(line[shape.value + 1]), line[shape.value + 1] != UInt8(ascii: "#")
  else { return false }
  guard let next = lines[(index + 1)...].first(where: hasContent) else { return true }
  let indentation = skipBlanks(next, from: 0)
  // The items of a list may stand below its key without being indented.
  let isItem = next[indentation] == UInt8(ascii: "-") && line[shape.start] != UInt8(ascii: "-")
  return indentation < shape.start || indentation == shape.start && !isItem
}

/// The first line after the block scalar whose key stands in `column`.
private func endOfBlock(_ lines: [[UInt8]], from start: Int, column: Int) -> Int {
  lines[start...].firstIndex { line in
    let indentation = line.firstIndex { $0 != UInt8(ascii: " ") } ?? line.count
    return indentation < line.count && indentation <= column
  } ?? lines.count
}

/// The line after the one that closes the bracket; nil when a new key or item stands before it.
private func endOfFlow(_ lines: [[UInt8]], from start: Int, _ shape: LineShape) -> Int? {
  var scanner = FlowScanner()
  _ = scanner.close(in: lines[start], from: shape.value, skippingComments: true)
  for index in (start + 1)..<max(lines.count, start + 1) {
    let line = lines[index]
    let indentation = skipBlanks(line, from: 0)
    let isNew =
      indentation <= shape.start
      && LineShape(line, indentation: indentation, isValuePossible: true) != nil
    if isNew { return nil }
    if scanner.close(in: line, from: 0, skippingComments: true) != nil { return index + 1 }
  }
  return nil
}

private func endOfContent(_ line: ArraySlice<UInt8>) -> Int {
  line.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? line.startIndex
}

private func hasContent(_ line: [UInt8]) -> Bool {
  let start = skipBlanks(line, from: 0)
  return start < line.count && line[start] != UInt8(ascii: "#") && !isMarker(line)
}

private func startsWithBracket(_ line: [UInt8]) -> Bool {
  let first = line[skipBlanks(line, from: 0)]
  return first == UInt8(ascii: "[") || first == UInt8(ascii: "{")
}

/// True for `---`, `...` and directives, which have their meaning only in the first column.
private func isMarker(_ line: [UInt8]) -> Bool {
  if line.first == UInt8(ascii: "%") { return true }
  let isMark = line.starts(with: "---".utf8) || line.starts(with: "...".utf8)
  return isMark && (line.count == 3 || isBlank(line[3]))
}
