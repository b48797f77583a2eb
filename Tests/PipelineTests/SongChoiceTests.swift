// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import Settings
import Testing
import Watching

@testable import Pipeline

struct SongChoiceTests {
  /// The chosen path, or the sentence of the failure.
  private func choice(named name: String?, among paths: String...) throws -> String {
    let tree = try Tree("montage.yaml")
    for path in paths { try tree.write("x", to: path) }
    let project = try tree.project()
    let config = try #require(project.configs.first)
    do throws(MontageFailure) {
      return try SongChoice.song(named: name, for: config, in: project.files).path.display
    } catch {
      return error.sentence
    }
  }

  @Test func `the only song beside the config is the song`() throws {
    #expect(try choice(named: nil, among: "song.flac", "sound/wind.wav") == "song.flac")
  }

  @Test func `a song in a folder below is not taken by itself`() throws {
    #expect(
      try choice(named: nil, among: "sound/wind.wav")
        == "montage.yaml: there is no song; put one music file beside it")
  }

  @Test func `two songs and no choice is a sentence with a line to paste`() throws {
    #expect(
      try choice(named: nil, among: "b.mp3", "a.mp3")
        == "montage.yaml: there are 2 songs (a.mp3, b.mp3); name one in it, such as music: a.mp3")
  }

  @Test func `many songs are not all listed`() throws {
    let sentence = try choice(
      named: nil, among: "1.mp3", "2.mp3", "3.mp3", "4.mp3", "5.mp3", "6.mp3")
    #expect(sentence.contains("there are 6 songs (1.mp3, 2.mp3, 3.mp3, 4.mp3 and more)"))
  }

  @Test(
    arguments: [
      ("b.mp3", "b.mp3"), ("B.MP3", "b.mp3"), ("clip.mp4", "clip.mp4"), ("song.wma", "song.wma"),
    ])
  func `a named song is found by bytes, then by folded case, whatever its kind`(
    name: String, found: String
  ) throws {
    #expect(
      try choice(named: name, among: "a.mp3", "b.mp3", "clip.mp4", "song.wma") == found)
  }

  @Test func `a name is found however its accents are stored`() throws {
    #expect(try choice(named: "caf\u{E9}.mp3", among: "cafe\u{301}.mp3") == "cafe\u{301}.mp3")
  }

  @Test func `of two names that differ in their accents' bytes only, the exact one is meant`()
    throws
  {
    for name in ["caf\u{E9}.mp3", "cafe\u{301}.mp3"] {
      let chosen = try choice(named: name, among: "caf\u{E9}.mp3", "cafe\u{301}.mp3")
      #expect(Array(chosen.utf8) == Array(name.utf8))
    }
  }

  @Test func `a name that fits two files but for case is refused`() throws {
    #expect(
      try choice(named: "song.mp3", among: "Song.mp3", "SONG.mp3")
        == "montage.yaml: SONG.mp3, Song.mp3 differ only in case or accents; "
        + "write the song's name exactly, or rename one")
  }

  @Test func `a name that fits nothing comes with the names that are there`() throws {
    #expect(
      try choice(named: "sogn.mp3", among: "song.mp3")
        == "montage.yaml: the song sogn.mp3 is not in the folder; "
        + "the songs there are song.mp3, or correct the line music:")
    #expect(
      try choice(named: "sogn.mp3")
        == "montage.yaml: the song sogn.mp3 is not in the folder; "
        + "copy it there, or correct the line music:")
  }
}
