// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Linux
import TestSupport
import Testing

@testable import Pipeline

struct JoiningTests {
  private func list(_ clips: [(String, Double, Int)], music: String? = nil) throws -> CutList {
    let entries = clips.map {
      #"{"source": "\#($0.0)", "source_start": \#($0.1), "frames": \#($0.2)}"#
    }
    let sound = music.map { #""music": "\#($0)", "# } ?? ""
    return try CutList(
      json: Array(
        #"{"fps": 30, "width": 160, "height": 90, \#(sound)"clips": [\#(entries.joined(separator: ","))]}"#
          .utf8), name: "cuts.json")
  }

  @Test func `a second join of the same clips encodes nothing, other clips only what is new`()
    async throws
  {
    let studio = try Workroom(clips: [.clock, .waves])
    let joining = Joining(studio.workshop)
    let film = studio.folder.joining("film.mp4")
    let clips = [("clock.mp4", 0.5, 30), ("waves.mp4", 0.0, 24), ("clock.mp4", 2.0, 11)]
    let first = try await joining.join(list(clips), in: studio.folder, to: film)
    #expect(first == Joining.Answer(frames: 65, copiedFrames: 0, encodedFrames: 65))
    let again = try await joining.join(list(clips.reversed()), in: studio.folder, to: film)
    #expect(again == Joining.Answer(frames: 65, copiedFrames: 65, encodedFrames: 0))
    let more = try await joining.join(
      list(clips + [("waves.mp4", 2.0, 20)]), in: studio.folder, to: film)
    #expect(more == Joining.Answer(frames: 85, copiedFrames: 65, encodedFrames: 20))
  }

  @Test func `pieces that somebody took away or spoiled are made anew`() async throws {
    let studio = try Workroom(clips: [.clock])
    let joining = Joining(studio.workshop)
    let film = studio.folder.joining("film.mp4")
    let list = try list([("clock.mp4", 0, 24)])
    _ = try await joining.join(list, in: studio.folder, to: film)
    let whole = try Data(contentsOf: URL(fileURLWithPath: film.display))
    for spoil in ["remove", "cut", "empty", "zeros", "flip"] {
      let piece = try #require(studio.tree.names("cache/pieces").first)
      let path = "cache/pieces/" + piece
      var bytes = try Data(contentsOf: URL(fileURLWithPath: studio.tree.folder.file(path)))
      switch spoil {
      case "remove": try studio.tree.remove(path)
      case "empty": try studio.tree.write(Data(), to: path)
      case "zeros": try studio.tree.write(Data(count: bytes.count), to: path)
      case "cut": try studio.tree.write(bytes.prefix(bytes.count / 2), to: path)
      default:
        bytes[bytes.count / 3] ^= 0x10
        try studio.tree.write(bytes, to: path)
      }
      _ = try await joining.join(list, in: studio.folder, to: film)
      #expect(try Data(contentsOf: URL(fileURLWithPath: film.display)) == whole, "\(spoil)")
      #expect(studio.tree.names("cache/pieces").count == 1, "\(spoil)")
    }
  }

  @Test(
    arguments: [
      ([("gone.mp4", 0.0, 10)], nil, "gone.mp4: there is no such file; correct the path"),
      (
        [("clock.mp4", 3.9, 10)], nil,
        "clock.mp4: clip 1 of the list goes on beyond its end at 4.0 s; shorten the clip"
      ),
      ([("clock.mp4", 0.0, 10)], "gone.wav", "gone.wav: there is no such file; correct the path"),
      (
        [("clock.mp4", 0.0, 10)], "text.txt",
        "text.txt: not a song that can be read; convert it, or choose another song"
      ),
      (
        [("clock.mp4", 0.0, 10)], "clock.mp4",
        "clock.mp4: holds no sound that can be decoded; choose another song"
      ),
      (
        [("text.txt", 0.0, 10)], nil,
        "text.txt: not a video that can be read; convert it, or take it out of the folder"
      ),
    ] as [([(String, Double, Int)], String?, String)])
  func `a list that cannot be joined names the file, and no film appears`(
    clips: [(String, Double, Int)], music: String?, sentence: String
  ) async throws {
    let studio = try Workroom(clips: [.clock])
    try studio.tree.write("just words", to: "project/text.txt")
    let list = try list(clips, music: music)
    let failure = await #expect(throws: MontageFailure.self) {
      try await Joining(studio.workshop)
        .join(list, in: studio.folder, to: studio.folder.joining("film.mp4"))
    }
    #expect(failure?.sentence.replacing("\(studio.folder)/", with: "") == sentence)
    #expect(studio.tree.names("project") == ["clock.mp4", "text.txt"])
  }

  @Test func `the very last frame of a clip can be used`() async throws {
    let studio = try Workroom(clips: [.clock])
    let answer = try await Joining(studio.workshop).join(
      list([("clock.mp4", 3.8, 6)]), in: studio.folder, to: studio.folder.joining("film.mp4"))
    #expect(answer.frames == 6)
  }

  @Test func `names that differ in how accents are stored are two files`() async throws {
    let studio = try Workroom()
    try studio.add(.clock, as: "caf\u{E9}.mp4")
    try studio.add(.waves, as: "cafe\u{301}.mp4")
    let film = studio.folder.joining("film.mp4")
    let both = try await Joining(studio.workshop).join(
      list([("caf\u{E9}.mp4", 0, 12), ("cafe\u{301}.mp4", 0, 12)]), in: studio.folder, to: film)
    #expect(both.encodedFrames == 24)
    // Had they been taken for one, one source would stand in the cache.
    let contents = try ["caf\u{E9}.mp4", "cafe\u{301}.mp4"].map {
      try studio.measuring.contentKey(of: studio.open($0))
    }
    for content in contents {
      let again = try await Joining(studio.workshop).join(
        list([(content == contents[0] ? "caf\u{E9}.mp4" : "cafe\u{301}.mp4", 0, 12)]),
        in: studio.folder, to: film)
      #expect(again.encodedFrames == 0)
    }
  }

  @Test(arguments: [
    ("project", "a folder; name a film in it"),
    ("none/film.mp4", "there is no such folder; make it, or correct the path"),
  ])
  func `a place that cannot hold the film is told before anything is encoded`(
    output: String, sentence: String
  ) async throws {
    let studio = try Workroom(clips: [.clock])
    let failure = await #expect(throws: MontageFailure.self) {
      try await Joining(studio.workshop).join(
        list([("clock.mp4", 0, 12)]), in: studio.folder, to: studio.tree.path.joining(Path(output)))
    }
    #expect(failure?.kind == .output)
    #expect(failure?.sentence.hasSuffix(": " + sentence) == true)
    #expect(studio.tree.names("cache/pieces") == [])
  }
}
