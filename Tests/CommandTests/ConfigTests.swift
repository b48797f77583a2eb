// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

/// Configs as people write them: what works works, and the rest is told with its line.
@Suite(.timeLimit(.minutes(3)))
struct ConfigTests {
  @Test(
    arguments: [
      ("stile: energetic", 1, "unknown key \"stile\"; did you mean \"style\"?"),
      ("height: 180\n\nduraton: 8\n", 3, "unknown key \"duraton\"; did you mean \"duration\"?"),
      ("height: 180\r\nstyel: calm\r\n", 2, "did you mean \"style\"?"),
      ("\u{FEFF}sede: 1", 1, "did you mean \"seed\"?"),
      ("style:\tenergetic\n\tseed: 1\n", 2, ""),
      ("style: enrgetic", 1, "energetic"), ("duration: soon", 1, "duration cannot be \"soon\""),
      ("fps: 1000", 1, "fps cannot be \"1000\""), ("- a\n- b", 1, "keys and values"),
      ("style: [energetic", 1, ""), ("seed: -1", 1, "seed cannot be \"-1\""),
      ("music: ../song.wav", 1, "its name is enough"),
    ])
  func `a bad config says the line and what to write`(
    config: String, line: Int, words: String
  ) throws {
    let desk = try Desk()
    try desk.bring(clips: 1, config: config)
    let (program, document) = try desk.make()
    #expect(program.status == 78)
    let reason = try #require(document["failed"][0]["reason"].text)
    #expect(reason.hasPrefix("montage.yaml: line \(line): "), "\(reason)")
    #expect(words.isEmpty || reason.contains(words), "\(reason)")
    #expect(
      program.errors
        == "montagectl: \(reason.split(separator: "\n").joined(separator: "\nmontagectl: "))\n")
    #expect(desk.text("montages/montage.failed.txt") == reason + "\n")
  }

  @Test func `every problem of a config is told at once, a line for each`() throws {
    let desk = try Desk()
    try desk.bring(clips: 1, config: "stile: x\nseed: many\nfit: zoom\n")
    let (program, _) = try desk.make()
    #expect(program.complaints.count == 3)
    for line in 1...3 {
      #expect(program.errors.contains("montagectl: montage.yaml: line \(line): "))
    }
  }

  @Test(
    arguments: [
      ("song #1.wav", "music: song #1.wav"), ("My Song: Live.wav", "music: My Song: Live.wav"),
      ("song.wav", "music: song.wav   # the good one"), ("Ä ö.wav", "music: Ä ö.wav"),
      ("it's.wav", "music: it's.wav"), ("SONG.WAV", "music: song.wav"),
      ("[1].wav", "music: [1].wav"),
      ("1999.wav", "music: 1999.wav"), ("- intro.wav", "music: - intro.wav"),
      ("song.wav", "\u{FEFF}music: song.wav\r\nseed: 3\r\n"),
    ])
  func `YAML's traps for file names work, or are refused with the line to paste`(
    song: String, config: String
  ) throws {
    let desk = try Desk()
    try desk.bring(clips: 1, config: config)
    // A second song, so that the name counts.
    try desk.remove("song.wav")
    try desk.write(SampleMedia.tone(seconds: 3), to: "another.wav")
    try desk.write(try Desk.song(), to: song)
    var program = try desk.montagectl("plan", desk.project, "--json")
    if program.status == 78 {
      // Where the writer must decide, the whole name is the last line offered.
      let paste = try #require(program.errors.matches(of: /music: [^:]+\n|music: "[^"]+"/).last)
      try desk.write(String(paste.output), to: "montage.yaml")
      program = try desk.montagectl("plan", desk.project, "--json")
    }
    #expect(program.status == 0, "\(program.errors)")
    #expect(!program.output.contains("No beat was found"))
  }

  @Test func `globs and aspects work unquoted`() throws {
    let desk = try Desk()
    try desk.bring(clips: 2, config: "never: *.MOV\naspect: 9:16\nresolution: 180p\nduration: 3\n")
    try desk.add(.colonies, as: "c.mov")
    let (program, document) = try desk.make()
    #expect(program.status == 0, "\(program.errors)")
    #expect(
      document["montages"][0]["unused"].items.map { "\($0["source"]) \($0["reason"])" } == [
        "c.mov never: *.MOV"
      ])
    #expect(try desk.film().size == "180x320")
  }

  @Test func `of two configs the broken one fails, the other makes its film`() throws {
    let desk = try Desk()
    try desk.bring(clips: 2, config: nil)
    try desk.write("height: 180\nduration: 3\n", to: "good.montage.yaml")
    try desk.write("height: 180\nstyl: x\n", to: "bad.montage.yaml")
    let (program, document) = try desk.make()
    #expect(program.status == 78)
    #expect(document["montages"].items.map { $0["name"].text } == ["good"])
    #expect(document["failed"].items.map { $0["name"].text } == ["bad"])
    #expect(program.complaints.count == 1)
    #expect(desk.has("montages/good.mp4") && !desk.has("montages/good.failed.txt"))
    #expect(desk.has("montages/bad.failed.txt") && !desk.has("montages/bad.mp4"))
    // The plan of the one that is good comes all the same, in a list.
    let plan = try desk.montagectl("plan", desk.project, "--json")
    #expect(plan.status == 78)
    #expect(try plan.document()[0]["name"].text == "good")
    // Of several that all fail a list is left, which is still one document.
    try desk.write("styl: x", to: "good.montage.yaml")
    let none = try desk.montagectl("plan", desk.project, "--json")
    #expect(none.status == 78 && none.output == "[\n\n]\n")
    #expect(try none.document().items.isEmpty)
  }

  @Test func `a config with the ending of an editor is told, beside a good one too`() throws {
    let desk = try Desk()
    try desk.bring(clips: 1, config: nil)
    try desk.write("", to: "montage.yaml.txt")
    let sentence =
      "montage.yaml.txt: the name ends with .txt, so that it is no config; "
      + "rename it to \"montage.yaml\"\n"
    #expect(try desk.make().program.errors == "montagectl: " + sentence)
    #expect(desk.text("montages/montage.failed.txt") == sentence)
    try desk.write("height: 180\nduration: 3\n", to: "montage.yaml")
    let (program, document) = try desk.make()
    #expect(program.errors == "montagectl: " + sentence)
    #expect(document["montages"].items.count == 1)
    #expect(!desk.has("montages/montage.failed.txt"))
  }

  @Test func `two names that fold alike are one clear sentence`() throws {
    let desk = try Desk()
    try desk.bring(clips: 1)
    try desk.write("", to: "Montage.YAML")
    let (program, _) = try desk.make()
    #expect(program.status == 78)
    #expect(program.complaints.count == 1)
    #expect(
      program.errors.contains("\"Montage.YAML\" and \"montage.yaml\" would write the same film"))
  }

  @Test func `a config's name counts in any case`() throws {
    let desk = try Desk()
    try desk.bring(clips: 1, config: nil)
    try desk.write("height: 180\nduration: 3\n", to: "MONTAGE.Yml")
    #expect(try desk.make().program.status == 0)
    #expect(desk.has("montages/montage.mp4"))
  }

  @Test func `a folder without a config is not touched`() throws {
    let desk = try Desk()
    try desk.bring(clips: 1, config: nil)
    let program = try desk.montagectl("make", desk.project)
    #expect(program.status == 66)
    #expect(
      program.errors
        == "montagectl: \(desk.project): there is no montage.yaml; create one, it may be empty\n")
    #expect(!desk.has("montages"))
  }
}
