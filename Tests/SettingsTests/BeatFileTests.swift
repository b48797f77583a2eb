// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import Settings
internal import Testing

struct BeatFileTests {
  @Test func `a line is a time and, where it is known, the place in the bar`() throws {
    let file = try read("# by ear\n0.5 1\n1.0\t2\r\n\n1.5\n2.0000004 4 # late\n")
    #expect(file.beats.map(\.time.seconds) == [0.5, 1, 1.5, 2])
    #expect(file.beats.map(\.position) == [1, 2, nil, 4])
    #expect(file.lines == [2, 3, 5, 6])
  }

  @Test func `labels are read as Audacity exports them`() throws {
    let text = "0.500000\t0.500000\t1\n\\\t100\t200\n1.000000\t1.000000\t\n1.5\t1.6\t2.1\n2\t2\n"
    #expect(BeatFile.areLabels(Array(text.utf8)))
    let file = try read(text, .labels)
    #expect(file.beats.map(\.time.seconds) == [0.5, 1, 1.5, 2])
    #expect(file.beats.map(\.position) == [1, nil, 1, nil])
    #expect(file.lines == [1, 3, 4, 5])
  }

  @Test(arguments: ["", "Verse one\n", "3 chords\n", "12.5\n", "12.5 1\n"])
  func `words about the song are no labels`(text: String) {
    #expect(!BeatFile.areLabels(Array(text.utf8)))
  }

  @Test(arguments: [
    ("0.5\n1:20\n", 2, "\"1:20\" is no time"), ("0.5 x", 1, "\"x\" is no place in the bar"),
    ("0.5 0", 1, "\"0\" is no place in the bar"), ("0.5 17", 1, "\"17\" is no place in the bar"),
    ("1\n0.5", 2, "0.5 s comes before line 1"),
    ("1\n1.02", 2, "1.02 s is the beat of line 1 again"),
    ("1 2 3", 1, "a beat is a time and a place in the bar"), ("-1", 1, "\"-1\" is no time"),
    ("1e3", 1, "\"1e3\" is no time"), ("99999999", 1, "\"99999999\" is no time"),
    ("nan", 1, "\"nan\" is no time"), ("1.", 1, "\"1.\" is no time"),
  ])
  func `a mistake is told with its line`(text: String, line: Int, problem: String) {
    let error = #expect(throws: ConfigError.self) { try read(text) }
    #expect(error?.problems.map(\.line) == [line])
    #expect(error?.problems.map(\.problem) == [problem])
    #expect(error?.problems.allSatisfy { !$0.remedy.isEmpty } == true)
  }

  @Test(arguments: [("0.5 1", "a label is"), ("0.5\tx\t1", "a label is"), ("1\t1\tverse", "verse")])
  func `a label that is no beat is told`(text: String, part: String) {
    let error = #expect(throws: ConfigError.self) { try read(text, .labels) }
    #expect(error?.description.contains(part) == true)
  }

  @Test func `bytes that are no text are mistakes, and not too many`() {
    let noise = (0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* 7919 >> 3) }
    let error = #expect(throws: ConfigError.self) {
      try BeatFile(file: "song.beats", bytes: noise, form: .text)
    }
    #expect((error?.problems.count ?? 0) <= 100)
  }

  private func read(_ text: String, _ form: BeatFile.Form = .text) throws(ConfigError) -> BeatFile {
    try BeatFile(file: "song.beats", bytes: Array(text.utf8), form: form)
  }
}
