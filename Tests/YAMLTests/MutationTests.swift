// SPDX-License-Identifier: GPL-3.0-or-later

internal import Testing
internal import YAML

struct MutationTests {
  @Test func `a literal value comes back whatever it holds`() {
    var random = SystemRandomNumberGenerator()
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
}
