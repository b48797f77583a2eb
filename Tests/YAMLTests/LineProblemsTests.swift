// SPDX-License-Identifier: GPL-3.0-or-later

internal import Testing
internal import YAML

struct LineProblemsTests {
  @Test(arguments: [
    (
      "music song.mp3",
      "line 1: \"music song.mp3\" has no colon; write music: song.mp3"
    ),
    (
      "music = *b.mp3 ",
      "line 1: \"music = *b.mp3\" has no colon; write music: \"*b.mp3\""
    ),
    (
      "a: b\nhello",
      "line 2: \"hello\" has no colon; write key: value, or put # in front of a comment"
    ),
    (
      " == ",
      "line 1: \"==\" has no colon; write key: value, or put # in front of a comment"
    ),
    (
      "music: \"song.mp3",
      "line 1: the quote in front of \"song.mp3\" is not closed;"
        + " write music: song.mp3, or with the quote as part of the text music: '\"song.mp3'"
    ),
    (
      "music: 'tis.mp3",
      "line 1: the quote in front of \"tis.mp3\" is not closed;"
        + " write music: tis.mp3, or with the quote as part of the text music: \"'tis.mp3\""
    ),
    (
      "never: [*.LRV",
      "line 1: the bracket \"[\" is not closed; close the list with \"]\","
        + " or for a bracket as part of the text write never: \"[*.LRV\""
    ),
    (
      "music: - song.mp3",
      "line 1: a list cannot start on the line of its key;"
        + " write music: [song.mp3], or with the dash as part of the text music: \"- song.mp3\""
    ),
    (
      "never: - a, b",
      "line 1: a list cannot start on the line of its key;"
        + " write never: [\"a, b\"], or with the dash as part of the text never: \"- a, b\""
    ),
    (
      "a: b\n\tc: d",
      "line 2: the line is indented with a tab; use spaces in front of \"c: d\""
    ),
    (
      "a: b\n  c: d",
      "line 2: the line is indented below line 1, which has a value already;"
        + " put a value on one line, and start a new key in the same column as the keys above"
    ),
    (
      "title: #1 Hit\nseed: 2",
      "line 1: \"#1 Hit\" is a comment where a value should be;"
        + " write title: \"#1 Hit\", or for a comment title: # 1 Hit"
    ),
    (
      "title:\n  text: #1\n  at: end",
      "line 2: \"#1\" is a comment where a value should be;"
        + " write text: \"#1\", or for a comment text: # 1"
    ),
    (
      "never:\n- #1.mp4\n- b.mp4",
      "line 2: \"#1.mp4\" is a comment where a value should be;"
        + " write - \"#1.mp4\", or for a comment - # 1.mp4"
    ),
    (
      "style:\u{A0}dramatic",
      "line 1: the invisible character U+A0 stands before \"dramatic\";"
        + " delete it and type an ordinary space"
    ),
    (
      "music: song.mp3\u{200B}",
      "line 1: the invisible character U+200B stands after \"song.mp3\";"
        + " delete it and type an ordinary space"
    ),
  ])
  func `a line says what is wrong and what to write`(source: String, message: String) {
    #expect(Document(Array(source.utf8)).problems.map(\.description) == [message])
  }

  @Test(arguments: [
    "music: '\"song.mp3'", "music: \"'tis.mp3\"", "never: \"[*.LRV\"", "music: \"- song.mp3\"",
    "music: \"a: b.mp3\"", "title: \"#1 Hit\"", "title: # 1 Hit", "title: #", "title: ## why",
    "never: #those\n- a", "never: #those\n\n  # and\n  - a", "title: #this\n  text: a",
  ])
  func `a line to paste is read`(line: String) {
    #expect(Document(Array(line.utf8)).problems.isEmpty)
  }

  @Test func `all lines are reported and the others are read`() {
    let document = Document(Array("a: 1\nb\nc: 'x\nd: [y\ne: 2\na: 3\n\tf: 4\n".utf8))
    #expect(document.problems.map(\.line) == [2, 3, 4, 6, 7])
    guard case .mapping(let entries)? = document.root?.content else {
      return #expect(Bool(false), "no mapping")
    }
    #expect(entries.map(\.key) == ["a", "e"])
  }
}
