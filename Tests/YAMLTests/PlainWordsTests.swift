// SPDX-License-Identifier: GPL-3.0-or-later

internal import Testing
internal import YAML

struct PlainWordsTests {
  @Test(arguments: [
    ("music: \"C:\\path\"", 1, "starts an escape, and this is none"),
    ("music: \"\\x4\"", 1, "not complete"),
    ("{a: 1", 1, "the closing \"}\" is missing"),
    ("[a, b", 1, "the closing \"]\" is missing"),
    ("  a: 1\n b: 2", 2, "further left"),
    ("a:\n  - b\n  c: 1", 3, "does not start in the column of the list"),
    ("[a, [*.LRV]]", 1, "reference"),
    ("[a, @b]", 1, "has a meaning in YAML"),
    ("[\"a]", 1, "a quote is not closed"),
  ])
  func `libyaml's messages are said plainly`(source: String, line: Int, part: String) {
    let problems = Document(Array(source.utf8)).problems
    #expect(problems.count == 1)
    #expect(problems.first?.problem.contains(part) == true, "\(problems)")
    #expect(problems.first.map { abs($0.line - line) <= 1 } == true, "\(problems)")
  }
}
