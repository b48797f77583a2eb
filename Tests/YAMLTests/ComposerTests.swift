// SPDX-License-Identifier: GPL-3.0-or-later

internal import Testing
internal import YAML

struct ComposerTests {
  @Test(arguments: [
    ("a:\n  [x, [*y]]", "references and tags"),
    ("a: [\n  &x y]", "references and tags"),
    ("a: [[!!int 1]]", "references and tags"),
    ("&a\nb: c", "references and tags"),
    ("<<: x", "merge key"),
    ("? [a]\n: b", "cannot be a key"),
    ("a: 1\n---\nb: 2", "second document"),
    ("a: [\n  b\n  c]", "spans two lines"),
  ])
  func `what would need following or executing is refused`(source: String, part: String) {
    let problems = Document(Array(source.utf8)).problems
    #expect(problems.count == 1)
    #expect(problems.first?.problem.contains(part) == true, "\(problems)")
  }

  @Test func `an alias in a list is not followed`() {
    let source = "{a: &x [1, 1], b: [*x, *x]}"
    let document = Document(Array(source.utf8))
    #expect(document.root == nil)
    #expect(document.problems.map(\.column) == [5])
  }
}
