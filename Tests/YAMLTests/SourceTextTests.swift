// SPDX-License-Identifier: GPL-3.0-or-later

internal import Testing
internal import YAML

struct SourceTextTests {
  @Test(
    arguments: [
      ([0xFF, 0xFE, 0x61, 0x00], 1, "the file is UTF-16 text"),
      ([0xFE, 0xFF, 0x00, 0x61], 1, "the file is UTF-16 text"),
      ([0x61, 0x00, 0x3A, 0x00], 1, "the file is UTF-16 text"),
      ([0x00, 0x61], 1, "the file is UTF-16 text"),
      ([0x61, 0x3A, 0x0A, 0x62, 0xE9], 2, "the line is not UTF-8 text"),
      ([0x61, 0x0D, 0x0A, 0x0D, 0xC3], 3, "the line is not UTF-8 text"),
      ([0x61, 0x3A, 0x20, 0x1B], 1, "the line holds the invisible character U+1B"),
      ([0x61, 0x3A, 0xE2, 0x80, 0xA8], 1, "the line holds the invisible character U+2028"),
      ([0x61, 0x3A, 0xEF, 0xBB, 0xBF], 1, "the line holds the invisible character U+FEFF"),
      ([0x61, 0x3A, 0xC2, 0x85], 1, "the line holds the invisible character U+85"),
    ] as [([UInt8], Int, String)])
  func `text that is not ours is refused with its line`(bytes: [UInt8], line: Int, problem: String)
  {
    let problems = Document(bytes).problems
    #expect(problems.map(\.line) == [line])
    #expect(problems.map(\.problem) == [problem])
  }
}
