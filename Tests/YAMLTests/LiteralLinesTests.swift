// SPDX-License-Identifier: GPL-3.0-or-later

internal import Testing
internal import YAML

struct LiteralLinesTests {
  /// Lines that people write, and the text that they mean.
  static let lines: [(line: String, text: String)] = [
    ("never: *.LRV", "*.LRV"),
    ("music: My Song: Live.mp3", "My Song: Live.mp3"),
    ("music: @home.mp3", "@home.mp3"),
    ("music: `tick`.mp3", "`tick`.mp3"),
    ("music: %20.mp3", "%20.mp3"),
    ("music: !wow.mp3", "!wow.mp3"),
    ("music: !!str 5", "!!str 5"),
    ("music: &friends.mp3", "&friends.mp3"),
    ("music: {a}.mp3", "{a}.mp3"),
    ("music: [live].mp3", "[live].mp3"),
    ("music: \"quoted\" tail.mp3", "\"quoted\" tail.mp3"),
    ("music: 'n' roll.mp3", "'n' roll.mp3"),
    ("music: it's.mp3", "it's.mp3"),
    ("music: , comma.mp3", ", comma.mp3"),
    ("music: ] odd.mp3", "] odd.mp3"),
    ("music: song.mp3   ", "song.mp3"),
    ("music: song.mp3 \t", "song.mp3"),
    ("music: C:\\path", "C:\\path"),
    ("music: http://x.mp3", "http://x.mp3"),
    ("music: ends with:", "ends with:"),
    ("music: ? x", "? x"),
    ("music: : x", ": x"),
    ("music: -", "-"),
    ("music: --- x", "--- x"),
    ("music: > party.mp3", "> party.mp3"),
    ("music: |pipe.mp3", "|pipe.mp3"),
    ("music: >", ""),
    ("music: null.mp3", "null.mp3"),
    ("music: null", "null"),
    ("music: ~", "~"),
    ("music:\tsong.mp3", "song.mp3"),
    ("music \t: song.mp3", "song.mp3"),
    ("music:song.mp3", "song.mp3"),
    ("music:My Song: Live.mp3", "My Song: Live.mp3"),
    ("music: <<: x", "<<: x"),
    ("music: a — b…mp3", "a — b…mp3"),
    ("music: 🎵 Ærøskøbing.mp3", "🎵 Ærøskøbing.mp3"),
    ("aspect: 9:16", "9:16"),
    ("version: 1.10", "1.10"),
    ("auto: no", "no"),
    ("auto: on", "on"),
    ("day: 2026-11-21", "2026-11-21"),
    ("mode: 0755", "0755"),
    ("n: 1e3", "1e3"),
    ("duration: ~60", "~60"),
    ("n: .5", ".5"),
    ("duration: 1:30", "1:30"),
    ("min shot: 2", "2"),
    ("  indented: x", "x"),
    ("music:\n  song.mp3", "song.mp3"),
    ("music:\n  C:\\path", "C:\\path"),
    ("music: a # b: c", "a"),
  ]

  @Test(arguments: lines)
  func `a plain value is the text on its line`(line: String, text: String) throws {
    let scalar = try #require(value(in: line))
    #expect(scalar.text == text)
    #expect(scalar.isPlain || line.hasSuffix(">"))
  }

  @Test(arguments: [
    ("music: # nothing", ""), ("music:", ""), ("music: \"# no\"", "# no"),
    ("music: 'it''s' # why", "it's"), ("music: \"tab\\t\"", "tab\t"), ("music: ''", ""),
  ])
  func `quotes and comments keep their meaning`(line: String, text: String) throws {
    #expect(try #require(value(in: line)).text == text)
  }

  @Test func `what follows a number sign is kept beside the text`() throws {
    let scalar = try #require(value(in: "music: song #1.mp3"))
    #expect(scalar == Scalar("song", isPlain: true, textWithComment: "song #1.mp3"))
    let tight = try #require(value(in: "music: song#1.mp3"))
    #expect(tight == Scalar("song#1.mp3", isPlain: true))
  }

  @Test(arguments: [
    ("never: [*.LRV, @home.mp4, song #1.mp3]", ["*.LRV", "@home.mp4", "song #1.mp3"]),
    ("never: [IMG_[0-9].mp4, My: Clip.mp4,]", ["IMG_[0-9].mp4", "My: Clip.mp4"]),
    ("never: ['a, b', \"c\\\"d\", it's] # three", ["a, b", "c\"d", "it's"]),
    ("never: []", []),
    ("never: [ ]", []),
    ("never:\n- *.LRV\n- My Clip: 1.mp4", ["*.LRV", "My Clip: 1.mp4"]),
    ("never:\n  - \"*.LRV\"\n\n  # why\n  - !b", ["*.LRV", "!b"]),
    ("never:\n  -\t*.LRV", ["*.LRV"]),
    ("never: [a,\n  b,\n  'c']", ["a", "b", "c"]),
    ("never: [ # first\nb: x,\n]", nil),
  ])
  func `items are text like values`(source: String, items: [String]?) {
    let document = Document(Array(source.utf8))
    guard let items else { return #expect(!document.problems.isEmpty) }
    #expect(document.problems.isEmpty)
    guard case .mapping(let entries)? = document.root?.content,
      case .sequence(let nodes)? = entries.first?.value.content
    else { return #expect(Bool(false), "no list in \(document)") }
    #expect(nodes.compactMap(text) == items)
  }

  @Test func `a block scalar keeps its lines`() throws {
    let source = "text: |\n  a: *b\n\n   # c\nnext: x"
    let document = Document(Array(source.utf8))
    #expect(document.problems.isEmpty)
    guard case .mapping(let entries)? = document.root?.content else {
      return #expect(Bool(false), "no mapping")
    }
    #expect(entries.map(\.key) == ["text", "next"])
    #expect(text(entries[0].value) == "a: *b\n\n # c\n")
  }

  @Test func `a list of mappings has literal values too`() {
    let source = "clips:\n  - source: My: Clip.mp4\n    in: 1.5 # s\n  - source: *.mp4"
    let document = Document(Array(source.utf8))
    #expect(document.problems.isEmpty)
    guard case .mapping(let entries)? = document.root?.content,
      case .sequence(let clips)? = entries.first?.value.content,
      case .mapping(let first)? = clips.first?.content
    else { return #expect(Bool(false), "no clips in \(document)") }
    #expect(first.map(\.key) == ["source", "in"])
    #expect(first.compactMap { text($0.value) } == ["My: Clip.mp4", "1.5"])
    #expect(clips.count == 2)
  }

  @Test(arguments: [
    ("  é: *x", 3, 6), ("ok:\tx", 1, 5), ("k:x", 1, 3), ("k : 'q'", 1, 5), ("😀: [a]", 1, 4),
    ("k:'q'", 1, 3),
  ])
  func `columns are those of the file`(line: String, key: Int, value: Int) {
    guard case .mapping(let entries)? = Document(Array(line.utf8)).root?.content else {
      return #expect(Bool(false), "no mapping")
    }
    #expect(entries[0].position == Position(line: 1, column: key))
    #expect(entries[0].value.position == Position(line: 1, column: value))
  }

  @Test func `columns of list items are those of the file`() {
    let document = Document(Array("never: [é#,  *b , 'c',d]".utf8))
    guard case .mapping(let entries)? = document.root?.content,
      case .sequence(let nodes) = entries[0].value.content
    else { return #expect(Bool(false), "no list") }
    #expect(nodes.map(\.position.column) == [9, 14, 19, 23])
  }

  private func value(in source: String) -> Scalar? {
    let document = Document(Array(source.utf8))
    guard document.problems.isEmpty, case .mapping(let entries)? = document.root?.content,
      entries.count == 1, case .scalar(let scalar) = entries[0].value.content
    else { return nil }
    return scalar
  }

  private func text(_ node: Node) -> String? {
    if case .scalar(let scalar) = node.content { scalar.text } else { nil }
  }
}
