// SPDX-License-Identifier: GPL-3.0-or-later

internal import Settings
internal import Testing

struct NameTextTests {
  @Test(arguments: [
    ("song #1.mp3", "song #1.mp3"),
    ("song.mp3 # the good one", "song.mp3"),
    ("song.mp3 # not other.mp3", "song.mp3"),
    ("song.mp3 #best", "song.mp3"),
    ("Vol.1 #2.mp3", "Vol.1 #2.mp3"),
    ("My Song: Live.mp3", "My Song: Live.mp3"),
    ("@home.mp3", "@home.mp3"),
    ("!wow.mp3", "!wow.mp3"),
    ("[live].mp3", "[live].mp3"),
    ("{a}.mp3", "{a}.mp3"),
    ("\"Heroes\" live.mp3", "\"Heroes\" live.mp3"),
    ("'it''s #1.mp3'", "it's #1.mp3"),
    ("it's.mp3", "it's.mp3"),
    ("no", "no"),
    ("2026-11-21", "2026-11-21"),
    ("~60.mp3", "~60.mp3"),
    ("null.mp3", "null.mp3"),
    ("a — b…🎵.mp3", "a — b…🎵.mp3"),
    ("x.mp3\t", "x.mp3"),
    ("song, two.mp3", "song, two.mp3"),
  ])
  func `a song's name is what stands there`(value: String, name: String) throws {
    #expect(try music(value) == name)
  }

  @Test(arguments: [
    "song # was other.mp3", "song #1", "song.mp3 #2.mp3", "a/b.mp3", "..", "''", "C:\\a.mp3",
    "„song.mp3“", String(repeating: "x", count: 256), "~/song.mp3", "- song.mp3", "\"a\\tb\"",
  ])
  func `a doubtful name is refused`(value: String) {
    #expect(throws: ConfigError.self) { try music(value) }
  }

  @Test func `a decomposed letter keeps its bytes`() throws {
    let name = try #require(try music("e\u{301}.mp3"))
    #expect(Array(name.utf8) == Array("e\u{301}.mp3".utf8))
  }

  @Test func `a comma in a name is no list`() throws {
    let config = try MontageConfig(file: "m", bytes: Array("never: Paris, France.mp4".utf8))
    #expect(config.never.map(\.text) == ["Paris, France.mp4"])
  }

  private func music(_ value: String) throws -> String? {
    try MontageConfig(file: "m", bytes: Array("music: \(value)\n".utf8)).music
  }
}
