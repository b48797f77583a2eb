// SPDX-License-Identifier: GPL-3.0-or-later

internal import Testing
internal import YAML

struct DocumentTests {
  @Test(arguments: ["", "\n", "# only a comment\n", "---\n", "\u{FEFF}", " \t \r\n", "---\n...\n"])
  func `an empty file has no value and no problem`(source: String) {
    let document = Document(Array(source.utf8))
    #expect(document.problems.isEmpty)
    switch document.root?.content {
    case nil: break
    case .scalar(let scalar)?: #expect(scalar.isEmpty)
    default: #expect(Bool(false), "a value in \(document)")
    }
  }

  @Test(arguments: [
    "a: 1\r\nb: 2\r\n", "a: 1\rb: 2", "\u{FEFF}a: 1\nb: 2", "---\na: 1\nb: 2\n...\n",
  ])
  func `line ends and marks of other systems are read`(source: String) {
    guard case .mapping(let entries)? = Document(Array(source.utf8)).root?.content else {
      return #expect(Bool(false), "no mapping")
    }
    #expect(entries.map(\.key) == ["a", "b"])
    #expect(entries[1].position.line == (source.hasPrefix("---") ? 3 : 2))
  }

  @Test func `JSON is read`() throws {
    let source = "{\n\t\"style\": \"dramatic\",\n\t\"never\": [\"*.LRV\", \"a # b\"]\n}\n"
    let root = try Document(Array(source.utf8)).checkedRoot()
    guard case .mapping(let entries)? = root?.content else {
      return #expect(Bool(false), "no mapping")
    }
    #expect(entries.map(\.key) == ["style", "never"])
    #expect(entries[1].position == Position(line: 3, column: 2))
  }

  @Test func `a double key names both lines`() {
    let problems = Document(Array("a: 1\nb: 2\na: 3\n".utf8)).problems
    #expect(
      problems.map(\.description)
        == ["line 3: \"a\" stands already on line 1; keep one of the two lines"])
  }

  @Test func `checkedRoot throws the first problem`() {
    #expect(throws: YAMLError.self) { try Document(Array("a: 'b\nc".utf8)).checkedRoot() }
  }

  @Test(arguments: 15...17)
  func `nesting is bounded`(depth: Int) {
    let brackets = String(repeating: "[", count: depth - 1)
    let source = "a: " + brackets + String(repeating: "]", count: depth - 1)
    #expect(Document(Array(source.utf8)).problems.isEmpty == (depth <= 16))
  }

  @Test func `the number of values is bounded`() {
    // The mapping, its key and the list count as well.
    let fits = "a: [" + Array(repeating: "x", count: 9_997).joined(separator: ",") + "]"
    #expect(Document(Array(fits.utf8)).problems.isEmpty)
    let larger = fits.dropLast() + ",x]"
    #expect(
      Document(Array(larger.utf8)).problems.first?.problem == "the file has more than 10000 values")
  }

  @Test func `the size is bounded`() {
    let comment = [UInt8](repeating: UInt8(ascii: "#"), count: 256 * 1024)
    #expect(Document(comment).problems.isEmpty)
    #expect(Document(comment + [35]).problems.count == 1)
  }

  /// Files made to make a parser slow or deep.
  static let hostile: [String] = [
    "[", "{", "- ", "? ", "a: ", "&a ", "*a ", "!", "'", "\"", "[a,", "{a: ", "a: [\n", "- [\n",
    "\n [", "|\n", "a:\n ", "%", "---\n", "a: |\n", "a:b\n", "#", ",", "]", "[]", "\\", "a: 'x'\n",
    "[\"", "a: {x: [\n", "- - ", "x ", "\u{301}", "a: x # y\n",
  ]

  @Test(.timeLimit(.minutes(2)), arguments: hostile)
  func `a hostile file ends soon`(part: String) {
    let size = 128 * 1024
    let count = size / part.utf8.count
    let clock = ContinuousClock()
    for prefix in ["", "a: ", "["] {
      let source = Array((prefix + String(repeating: part, count: count)).utf8.prefix(size))
      let time = clock.measure { _ = Document(source) }
      // Linear work takes a quarter of a second in a debug build, squares would take minutes.
      #expect(time < .seconds(10), "\(prefix)\(part): \(time)")
    }
  }

  @Test func `growing indentation ends soon`() {
    var source = ""
    for depth in 0..<700 { source += String(repeating: " ", count: depth) + "- [\n" }
    let clock = ContinuousClock()
    #expect(clock.measure { _ = Document(Array(source.utf8)) } < .seconds(10))
  }
}
