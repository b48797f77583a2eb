// SPDX-License-Identifier: GPL-3.0-or-later

internal import TestSupport
internal import Testing
internal import YAML

struct MutationTests {
  @Test func `a literal value comes back whatever it holds`() {
    var random = SeededRandom(printing: "literal values")
    let letters = Array("ab \t:#'\"[]{}-,*&!|>%@`?~\\.é")
    for _ in 0..<3_000 {
      // Quotes, brackets, dashes and blanks at its start have meanings; the tables cover them.
      let text = String(
        (0..<Int.random(in: 1...12, using: &random)).map { _ in
          letters.randomElement(using: &random) ?? "a"
        })
      let value = "x" + text + "x"
      guard case .mapping(let entries)? = Document(Array("key: \(value)".utf8)).root?.content,
        entries.count == 1, case .scalar(let scalar) = entries[0].value.content
      else {
        #expect(Bool(false), "no value for \(value)")
        continue
      }
      #expect((scalar.textWithComment ?? scalar.text) == value)
    }
  }

  @Test func `any heap of YAML's signs ends in values or problems`() {
    var random = SeededRandom(printing: "heaps of signs")
    for _ in 0..<20_000 {
      let parts = (0..<Int.random(in: 1...20, using: &random)).compactMap { _ in
        Self.pieces.randomElement(using: &random)
      }
      let source = parts.joined()
      let lines = source.utf8.count { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } + 1
      for problem in Document(Array(source.utf8)).problems {
        // libyaml puts what is missing at the end one line further.
        #expect((1...lines + 1).contains(problem.line), "\(excerpt(source)): \(problem)")
      }
    }
  }

  private static let pieces = [
    "a", "key: ", "b:", ": ", "#", " # c", "\n", "\n  ", "\n- ", "\r\n", "\t", "[", "]", "{", "}",
    ",",
    "'", "\"", "*a", "&a ", "!t ", "|", ">-", "? ", "---", "\n...\n", "%YAML 1.1\n", "\\", " ", "=",
    "<<", "@", "`", "~", "é", "\u{A0}", "\u{301}", "-", ".",
  ]
}
