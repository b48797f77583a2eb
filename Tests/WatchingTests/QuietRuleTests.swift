// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import Testing
import Watching

struct QuietRuleTests {
  @Test(
    arguments: [
      ("montage.yaml", .local, .text), ("montage.yaml", .network, .text), ("a.mp4", .local, .media),
      ("a.mp3", .local, .media), ("a.mp4", .network, .polled), ("a.mp4", .userSpace, .polled),
      ("a.mts", .local, .openEnded), ("a.mts", .network, .openEnded),
    ] as [(String, FileSystemKind, QuietRule)])
  func `name and file system choose the rule`(
    name: String, kind: FileSystemKind, rule: QuietRule
  ) {
    #expect(QuietRule(name: Array(name.utf8), on: kind) == rule)
  }

  @Test func `an administrator may ask for a longer quiet, of media only`() {
    func rule(_ name: String, _ kind: FileSystemKind, seconds: Int) -> QuietRule {
      QuietRule(name: Array(name.utf8), on: kind, quiet: .seconds(seconds))
    }
    #expect(rule("a.mp4", .local, seconds: 5).afterClosing == .seconds(5))
    #expect(rule("a.mp4", .local, seconds: 5).otherwise == .seconds(10))
    #expect(rule("a.mp4", .local, seconds: 30).otherwise == .seconds(30))
    #expect(rule("montage.yaml", .local, seconds: 30) == .text)
    #expect(rule("a.mts", .local, seconds: 5) == .openEnded)
    #expect(rule("a.mp4", .network, seconds: 5) == .polled)
  }
}
