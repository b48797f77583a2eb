// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import Settings
internal import Testing

struct ConfigDecoderTests {
  @Test(arguments: [
    ("stlye: dramatic", "unknown key \"stlye\"; did you mean \"style\"?"),
    ("Style: dramatic", "unknown key \"Style\"; did you mean \"style\"?"),
    ("min-shot: 1", "unknown key \"min-shot\"; did you mean \"min_shot\"?"),
    ("Max Shot: 1", "unknown key \"Max Shot\"; did you mean \"max_shot\"?"),
    (
      "colour: red",
      "unknown key \"colour\"; the keys are style, pace, cut_offset, transitions, order, seed,"
        + " duration, music, bpm, meter, first_downbeat, offset, title, fit, focus, lut, aspect, height, resolution, fps, never, only, must, max_per_file, clocks, min_shot, max_shot,"
        + " variants, outputs, history, keep_previous, quality, sound, loudness, rerender, mezzanine, auto"
    ),
    ("original_sound: true", "unknown key \"original_sound\"; write sound: duck"),
    ("sound: ducks", "sound cannot be \"ducks\"; write sound: duck"),
    ("loudness: 14", "loudness cannot be \"14\"; write loudness: -14"),
    ("loudness: -16,5 LUFS", "loudness cannot be \"-16,5 LUFS\"; write loudness: -16.5"),
    (
      "loudness: -3",
      "loudness cannot be \"-3\"; write LUFS from -30 to -5, or off, for example loudness: -14"
    ),
    ("status: off", "status is not supported yet; delete the line, or put # in front of it"),
    ("pace: 0,5", "pace cannot be \"0,5\"; write pace: 0.5"),
    ("pace: fats", "pace cannot be \"fats\"; write pace: fast"),
    (
      "pace: 9",
      "pace cannot be \"9\"; write slow, normal, fast or a number from 0.25 to 4,"
        + " for example pace: fast"
    ),
    (
      "cut_offset: 3",
      "cut_offset cannot be \"3\"; write a whole number of frames from -2 to 2,"
        + " for example cut_offset: -1"
    ),
    (
      "title: [a, b]", "title takes one value, not a list; write title: Iceland 2026"
    ),
    (
      "title:\n  Rock & Roll: Live",
      "title takes a text, and a colon with a space makes this a key;"
        + " write title: \"Rock & Roll: Live\""
    ),
    (
      "title: {text: a, at: middle}",
      "at of title cannot be \"middle\"; write start or end, for example at: end"
    ),
    (
      "title: {text: a, seconds: 60}",
      "seconds of title cannot be \"60\"; write seconds from 1 to 20, for example seconds: 4"
    ),
    (
      "title: {text: [a]}", "text of title takes one value; write text: Iceland 2026"
    ),
    (
      "title: \"a\\nb\"",
      "title cannot be \"a\\uAb\": a title is one line without control characters;"
        + " write a text on one line, of at most 200 characters, for example title: Iceland 2026"
    ),
    (
      "style: fast",
      "style cannot be \"fast\"; write balanced, buildup, calm, dramatic, energetic,"
        + " sport, trailer, travel, wedding, or the NAME of a file NAME.style.yaml that you put beside this one"
    ),
    ("style: build-up", "style cannot be \"build-up\"; write style: buildup"),
    ("fit: blurr", "fit cannot be \"blurr\"; write fit: blur"),
    (
      "seed: -1",
      "seed cannot be \"-1\"; write a whole number from 0 to 18446744073709551615,"
        + " for example seed: 1"
    ),
    (
      "duration: 60-90",
      "duration cannot be \"60-90\"; write seconds or minutes:seconds from 1 second to 3 hours,"
        + " with ~ to end on the nearest bar line, for example duration: 1:30"
    ),
    ("fps: 29,97", "fps cannot be \"29,97\"; write fps: 29.97"),
    ("min_shot: 0,5", "min_shot cannot be \"0,5\"; write min_shot: 0.5"),
    (
      "fps: 1000",
      "fps cannot be \"1000\"; write 23.976, 24, 25, 29.97, 30, 50, 59.94 or 60,"
        + " for example fps: 30"
    ),
    (
      "aspect: 16:0",
      "aspect cannot be \"16:0\"; write width:height from 1:3 to 3:1, for example aspect: 16:9"
    ),
    (
      "quality: 51",
      "quality cannot be \"51\"; write archive, high, normal, small or a whole number"
        + " from 12 (best) to 30 (smallest), for example quality: normal"
    ),
    (
      "music: /volume1/Music/My: Song.mp3",
      "music cannot be \"/volume1/Music/My: Song.mp3\":"
        + " it lies beside this file, so that its name is enough;"
        + " write music: \"My: Song.mp3\""
    ),
    (
      "music: “song.mp3”",
      "music cannot be \"“song.mp3”\": the quotes are typographic ones; write music: song.mp3"
    ),
    (
      "music: song.mp3 #2.mp3",
      "music cannot be \"song.mp3\": \"#\" may start a comment or belong to the name;"
        + " write music: \"song.mp3 #2.mp3\" or music: song.mp3"
    ),
    (
      "music: \"C:\\new.mp3\"",
      "music cannot be \"C:\\uAew.mp3\": \"\\\" has a meaning in double quotes;"
        + " write music: 'text' in single quotes"
    ),
    (
      "never: [a, b\\c]",
      "never cannot be \"b\\c\": folders end with \"/\"; write b/c"
    ),
    ("music: [a.mp3]", "music takes one value, not a list; write music: song.mp3"),
    (
      "music:\n  My Song: Live.mp3",
      "music takes a text, and a colon with a space makes this a key;"
        + " write music: \"My Song: Live.mp3\""
    ),
    (
      "never:\n  - Song: Live.mp4",
      "never takes a text, and a colon with a space makes this a key;"
        + " write - \"Song: Live.mp4\""
    ),
    (
      "never: *.LRV, *.THM",
      "never cannot be \"*.LRV, *.THM\": a list stands in brackets;"
        + " write never: [\"*.LRV\", \"*.THM\"]"
    ),
    (
      "only: DCIM\\100GOPRO",
      "only cannot be \"DCIM\\100GOPRO\": folders end with \"/\"; write only: DCIM/100GOPRO"
    ),
    (
      "only: ../x",
      "only cannot be \"../x\": a pattern names files inside the project;"
        + " write a name, a pattern or a list of them, for example only: [GX*.MP4, Drone]"
    ),
    (
      "min_shot: 3\nmax_shot: 2",
      "min_shot (3.0 s) is longer than max_shot (2.0 s); make min_shot the shorter one"
    ),
    (
      "aspect: 9:16\nresolution: 1920x1080",
      "1920x1080 does not have the aspect on line 1; delete one of the two lines"
    ),
    (
      "height: 720\nresolution: 4k",
      "height and resolution both set the size of the picture; keep one of lines 1 and 2"
    ),
    (
      "aspect: 3:1\nresolution: 4k",
      "the picture would have 6480x2160 pixels, and a side has 144 to 4096;"
        + " write resolution: 1080p"
    ),
    ("- a", "a config is made of keys and values; write lines like style: balanced"),
  ])
  func `a mistake is explained with what to write`(source: String, message: String) {
    let problems = problems(source)
    #expect(problems.map { "\($0.problem); \($0.remedy)" } == [message])
  }

  @Test func `all problems of a file are reported in order`() {
    let source = """
      stlye: dramatic
      music: 'tis.mp3
      fps: 31
      seed: 1
      status: off
      seed: 2
      never: [a\\b, ../c]
      """
    #expect(problems(source).map(\.line) == [1, 2, 3, 5, 6, 7, 7])
  }

  @Test func `a problem names file and line`() {
    #expect(
      problems("\n\nstlye: x").map(\.description)
        == ["montage.yaml: line 3: unknown key \"stlye\"; did you mean \"style\"?"])
  }

  @Test func `a long list of problems is cut in the message only`() throws {
    let source = (0..<30).map { "x\($0): 1" }.joined(separator: "\n")
    let error = #expect(throws: ConfigError.self) {
      try MontageConfig(file: "a", bytes: Array(source.utf8))
    }
    #expect(error?.problems.count == 30)
    #expect(error?.description.hasSuffix("and 10 more") == true)
  }

  @Test func `a list of patterns is bounded`() {
    let list = { (count: Int) in
      "never: [" + Array(repeating: "a", count: count).joined(separator: ",") + "]"
    }
    #expect(problems(list(100)).isEmpty)
    #expect(problems(list(101)).map(\.problem) == ["never has more than 100 patterns"])
  }

  private func problems(_ source: String) -> [ConfigProblem] {
    do throws(ConfigError) {
      _ = try MontageConfig(file: "montage.yaml", bytes: Array(source.utf8))
      return []
    } catch {
      return error.problems
    }
  }
}
