// SPDX-License-Identifier: GPL-3.0-or-later

import Media
import Testing

@testable import Settings

struct StyleFileTests {
  private func style(_ text: String) throws -> StyleFile {
    try StyleFile(name: "mine", file: "mine.style.yaml", bytes: Array(text.utf8))
  }

  private func problems(_ text: String) -> [String] {
    let error = #expect(throws: ConfigError.self) { try style(text) }
    return error?.problems.map(\.description) ?? []
  }

  @Test func `an empty file is the usual style under another name`() throws {
    var usual = Style()
    usual.name = "mine"
    #expect(try style("").style == usual)
  }

  @Test func `every key is read`() throws {
    let file = try style(
      """
      about: fast and furious
      beats: [2, 1, 1]
      intro: [8]
      build: [4, 2]
      drop: 1
      verse: [4]
      break: [16]
      outro: [8, 16]
      energy: ignore
      acceleration: 3
      motion: Lively
      pace: fast
      transitions: dip
      order: best
      fit: crop
      focus: top
      lut: warm.cube
      sound: duck
      loudness: -16
      min_shot: 0.5
      max_shot: 3
      """)
    #expect(file.about == "fast and furious")
    #expect(file.style.beats == [2, 1, 1])
    #expect(
      file.style.sections == [
        "intro": [8], "build": [4, 2], "drop": [1], "verse": [4], "break": [16], "outro": [8, 16],
      ])
    #expect(!file.style.followsEnergy && file.style.acceleration == 3)
    #expect(file.style.taste == .lively)
    let look = file.look
    #expect(look.pace == 2 && look.transitions == .dip && look.order == .best)
    #expect(look.fit == .crop && look.focus == .top && look.lut == "warm.cube")
    #expect(look.sound == .duck && look.loudness.target == -16)
    #expect(look.shortestShot?.seconds == 0.5 && look.longestShot?.seconds == 3)
  }

  @Test func `what is wrong is told by its line`() {
    let keys = StyleKey.allCases.map(\.rawValue).joined(separator: ", ")
    #expect(
      problems("beats: [4, 0]\nmotion: fast\nseed: 3\nacceleration: 9\ntempo: 3") == [
        "mine.style.yaml: line 1: beats cannot be \"0\"; write the beats of one shot after another,"
          + " from 1 to 16 each, for example beats: [4, 4, 8]",
        "mine.style.yaml: line 2: motion cannot be \"fast\"; write any, lively or calm,"
          + " for example motion: lively",
        "mine.style.yaml: line 3: unknown key \"seed\"; the keys are " + keys,
        "mine.style.yaml: line 4: acceleration cannot be \"9\"; write a whole number from 0 to 4,"
          + " for example acceleration: 2",
        "mine.style.yaml: line 5: unknown key \"tempo\"; the keys are " + keys,
      ])
  }

  @Test(arguments: StyleKey.allCases)
  func `each key has an example that is right`(key: StyleKey) throws {
    _ = try style("\(key.rawValue): \(key.example)")
    #expect(!key.allowed.isEmpty)
  }
}
