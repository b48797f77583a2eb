// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

/// Songs that are missing, too many, silent or no songs.
@Suite(.timeLimit(.minutes(3)))
struct BadSongTests {
  /// A failed `make`: the sentence on the terminal and in the folder, which must be the same.
  private func failure(_ desk: Desk, status: Int32) throws -> String {
    let (program, document) = try desk.make()
    #expect(program.status == status)
    let sentence = try #require(document["failed"][0]["reason"].text)
    #expect(desk.text("montages/montage.failed.txt") == sentence + "\n")
    #expect(desk.results == ["montage.failed.txt"])
    #expect(
      program.errors == "montagectl: \(sentence)\n"
        || program.errors == "montagectl: montage: \(sentence)\n")
    return sentence
  }

  private func desk(songs: [String: Data], config: String = "height: 180\nduration: 3\n") throws
    -> Desk
  {
    let desk = try Desk()
    for clip in [SampleMedia.Pattern.clock, .waves] { try desk.add(clip, as: clip.name + ".mp4") }
    for (name, bytes) in songs { try desk.write(bytes, to: name) }
    try desk.write(config, to: "montage.yaml")
    return desk
  }

  @Test func `no song`() throws {
    #expect(
      try failure(desk(songs: [:]), status: 66)
        == "montage.yaml: there is no song; put one music file beside it")
  }

  @Test func `two songs and no choice, then a choice`() throws {
    let song = try Desk.song()
    let desk = try desk(songs: ["a.wav": song, "b.wav": SampleMedia.song(seconds: 5)])
    #expect(
      try failure(desk, status: 78)
        == "montage.yaml: there are 2 songs (a.wav, b.wav); name one in it, such as music: a.wav")
    try desk.write("height: 180\nduration: 3\nmusic: a.wav\n", to: "montage.yaml")
    #expect(try desk.make().program.status == 0)
    #expect(!desk.has("montages/montage.failed.txt"))
    #expect(try desk.film().frames == 90)
  }

  @Test func `a song that is named and not there`() throws {
    let desk = try desk(songs: ["song.wav": try Desk.song()], config: "music: sogn.wav")
    #expect(
      try failure(desk, status: 66)
        == "montage.yaml: the song sogn.wav is not in the folder; "
        + "the songs there are song.wav, or correct the line music:")
  }

  @Test(
    arguments: [
      ("silence.wav", "silent, so that there is nothing to cut to; choose another song"),
      ("empty.wav", "empty; copy it again"),
      ("text.mp3", "not a song that can be read; convert it, or choose another song"),
      ("half.wav", "incomplete (50 %); copy it again, or wait until the copy is done"),
    ])
  func `a file that is no song`(name: String, sentence: String) throws {
    let bytes =
      switch name {
      case "silence.wav": SampleMedia.silence(seconds: 10)
      case "empty.wav": Data()
      case "half.wav": try Desk.song().prefix(264_622)
      default: Data(String(repeating: "la la la ", count: 500).utf8)
      }
    #expect(try failure(desk(songs: [name: bytes]), status: 65) == "\(name): \(sentence)")
  }

  @Test func `a song of half a second`() throws {
    let sentence = try failure(
      desk(songs: ["short.wav": SampleMedia.song(seconds: 0.5)], config: ""), status: 65)
    #expect(sentence.contains("song is shorter than one second"))
  }

  @Test func `a video without sound as the song`() throws {
    let desk = try desk(songs: [:], config: "music: clock.mp4")
    #expect(
      try failure(desk, status: 65)
        == "clock.mp4: holds no sound that can be decoded; choose another song")
  }

  @Test func `a song without a beat makes a film on an even grid, with a note`() throws {
    let desk = try desk(songs: ["tone.wav": SampleMedia.tone(seconds: 6)], config: "height: 180")
    let (program, document) = try desk.make()
    #expect(program.status == 0)
    let montage = document["montages"][0]
    #expect(montage["beat_error_ms"].isNull)
    #expect(
      montage["notes"].items.contains { $0.text?.hasPrefix("No beat was found") == true })
    let starts = try desk.plan()["clips"].items.compactMap { $0["start_frame"].count }
    #expect(starts.starts(with: [0, 60, 120]) && starts.allSatisfy { $0.isMultiple(of: 30) })
  }
}
