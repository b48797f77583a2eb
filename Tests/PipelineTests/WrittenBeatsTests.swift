// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import Media
import Settings
import Testing
import Watching

@testable import Pipeline

struct WrittenBeatsTests {
  /// The beats for `song.flac` among files with these contents.
  private func read(_ files: [(String, String)]) throws -> WrittenBeats? {
    let tree = try Tree("montage.yaml")
    for (name, text) in files { try tree.write(text, to: name) }
    return try WrittenBeats(
      for: Array("song.flac".utf8), among: files.map { Array($0.0.utf8) }, in: tree.path)
  }

  private func sentence(_ files: [(String, String)]) -> String? {
    let failure = #expect(throws: MontageFailure.self) { try read(files) }
    #expect(failure?.kind == .configuration)
    return failure?.sentence
  }

  @Test(arguments: [
    ("song.beats", "0.5 1\n"), ("Song.Beats", "0.5 1\n"), ("song.txt", "0.5\t0.5\t1"),
  ])
  func `a file with the song's name holds its beats`(name: String, text: String) throws {
    let beats = try #require(try read([("other.beats", "9"), (name, text)]))
    #expect(beats.name.display == name)
    #expect(beats.file.beats == [ToldBeat(time: MediaTime(seconds: 0.5), position: 1)])
  }

  @Test(arguments: [
    [("song.txt", "La la la\n")], [("song.txt", "")], [("song.beats", "")],
    [("song.flac.beats", "1")], [("song2.beats", "1")], [],
  ])
  func `what is none is left alone`(files: [(String, String)]) throws {
    #expect(try read(files) == nil)
  }

  @Test func `what is wrong is said in a sentence, by line`() {
    #expect(
      sentence([("song.beats", "0.5\nx\n")])
        == "song.beats: line 2: \"x\" is no time; write seconds such as 12.345")
    #expect(
      sentence([("song.beats", "1\n"), ("song.txt", "1\t1\n")])
        == "song.beats and song.txt both hold the beats of song.flac; keep one")
    #expect(
      sentence([("song.beats", "# nothing\n")])
        == "song.beats: holds no beat; write a time on each line, or delete it")
  }

  @Test func `the file wins over what the config says, as far as it speaks`() throws {
    let told = BeatHints(tempo: 99, meter: 3, firstDownbeat: MediaTime(seconds: 1))
    let bars = try #require(try read([("song.beats", "0.5 1\n1.0\n")]))
    #expect(bars.hints(told) == BeatHints(beats: bars.file.beats))
    #expect(
      bars.note(told)
        == "The beats are those of song.beats; what the config says in bpm:, meter:, first_downbeat: is not used."
    )
    let times = try #require(try read([("song.beats", "0.5\n1.0\n")]))
    #expect(
      times.hints(told)
        == BeatHints(
          meter: 3, firstDownbeat: MediaTime(seconds: 1), beats: times.file.beats))
    #expect(times.note(BeatHints()) == "The beats are those of song.beats.")
  }

  @Test func `a name says whether a file may be of a song`() throws {
    let status = try FileStatus.read("/")
    func files(_ names: String...) -> [ScannedFile] {
      names.map { ScannedFile(path: Path($0), kind: .other, status: status) }
    }
    let songs = files("a.mp3", "dir.d/b")
    let others = files("a.beats", "sub/A.TXT", "b.txt", "c.beats", "a.md", ".beats")
    let found = WrittenBeats.files(among: others, for: songs)
    #expect(found.map(\.path.display) == ["a.beats", "sub/A.TXT", "b.txt"])
  }
}
