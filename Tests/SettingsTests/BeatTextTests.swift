// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import Settings
internal import Testing

struct BeatTextTests {
  @Test(arguments: [
    ("128", 128.0), ("127.95", 127.95), ("90 BPM", 90), ("20", 20), ("400bpm", 400),
  ])
  func `a tempo is beats per minute`(text: String, tempo: Double) throws {
    #expect(try config("bpm: \(text)").beats.hints.tempo == tempo)
  }

  @Test(arguments: [
    ("3", 3), ("3/4", 3), ("4 / 4", 4), ("5/8", 5), ("7/8", 7), ("2/2", 2), ("12", 12),
  ])
  func `a metre is beats in a bar`(text: String, meter: Int) throws {
    #expect(try config("meter: \(text)").beats.hints.meter == meter)
  }

  @Test(arguments: [
    ("-20ms", -0.02), ("20 ms", 0.02), ("-0.02", -0.02), ("+1.5s", 1.5), ("0", 0),
    ("−5ms", -0.005),
  ])
  func `an offset has a sign, and seconds without a unit`(text: String, seconds: Double) throws {
    #expect(try config("offset: \(text)").beats.offset.seconds == seconds)
  }

  @Test(arguments: [("1.25", 1.25), ("1250ms", 1.25), ("0:01.25", 1.25), ("2:00", 120)])
  func `the first downbeat is a time in the song`(text: String, seconds: Double) throws {
    #expect(try config("first_downbeat: \(text)").beats.hints.firstDownbeat?.seconds == seconds)
  }

  @Test(arguments: [
    ("bpm: 128,5", "write bpm: 128.5"), ("bpm: 0", "from 20 to 400"), ("bpm: fast", "from 20"),
    ("bpm: 1e2", "from 20"), ("meter: 6/8", "write meter: 2 or meter: 6"),
    ("meter: 18/8", "write meter: 6;"), ("meter: 1", "from 2 to 12"), ("meter: 3/5", "3/4"),
    ("meter: waltz", "3/4"), ("offset: 20", "write offset: 20ms"),
    ("offset: -150", "write offset: -150ms"), ("offset: 3s", "from -2s to 2s"),
    ("offset: 0,02", "write offset: 0.02"), ("offset: --5ms", "from -2s to 2s"),
    ("first_downbeat: -1", "the time in the song"), ("first_downbeat: 3", ""),
  ])
  func `what is wrong is refused with what to write`(line: String, remedy: String) {
    guard !remedy.isEmpty else {
      #expect(throws: Never.self) { try config(line) }
      return
    }
    let error = #expect(throws: ConfigError.self) { try config(line) }
    let told = (error?.description ?? "") + ";"
    #expect(told.contains(remedy))
  }

  private func config(_ source: String) throws -> MontageConfig {
    try MontageConfig(file: "m", bytes: Array(source.utf8))
  }
}
