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
}
