// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

/// `montagectl join`: films from explicit lists.
@Suite(.timeLimit(.minutes(3)))
struct JoinTests {
  private func desk() throws -> Desk {
    let desk = try Desk()
    try desk.bring(clips: 2, config: nil)
    return desk
  }

  private func join(_ desk: Desk, _ list: String, to film: String = "film.mp4") throws -> Program {
    try desk.write(list, to: "cuts.json")
    return try desk.montagectl("join", desk.path("cuts.json"), desk.path(film), "--json")
  }

  private static func list(_ clips: String, music: String? = "song.wav") -> String {
    let sound = music.map { #""music": "\#($0)", "# } ?? ""
    return #"{"fps": 30, \#(sound)"width": 320, "height": 180, "clips": [\#(clips)]}"#
  }

  private static let three = list(
    """
    {"source": "clock.mp4", "source_start": 1.0, "frames": 37},
    {"source": "fractal.mp4", "source_start": 0, "frames": 1},
    {"source": "clock.mp4", "source_start": 0.5, "frames": 52}
    """)

  @Test func `the frames are exactly those of the list, and a second join copies them all`() throws
  {
    let desk = try desk()
    let first = try join(desk, Self.three)
    #expect(first.status == 0 && first.errors == "")
    let document = try first.document()
    #expect(document.keys == ["output", "frames", "copied_frames", "encoded_frames"])
    #expect(document["output"].text == desk.path("film.mp4"))
    #expect(document["frames"].count == 90)
    #expect(document["encoded_frames"].count == 90 && document["copied_frames"].count == 0)
    #expect(
      try desk.film("film.mp4")
        == Desk.Film(frames: 90, size: "320x180", codecs: ["h264", "aac"]))
    let pictures = try desk.frames(of: "film.mp4")

    let again = try join(desk, Self.three, to: "again.mp4").document()
    #expect(again["copied_frames"].count == 90 && again["encoded_frames"].count == 0)
    #expect(try desk.frames(of: "again.mp4") == pictures)
  }

  @Test func `each frame shows the moment that the list asks for`() throws {
    let desk = try desk()
    let list = Self.list(
      #"{"source": "clock.mp4", "source_start": 2.0, "frames": 20}"#, music: nil)
    #expect(try join(desk, list).status == 0)
    // By another program's count those twenty frames are liker to the film than those one frame beside.
    let likeness = try [59, 60, 61].map { try self.likeness(desk, first: $0) }
    #expect(likeness[1] > likeness[0] + 1 && likeness[1] > likeness[2] + 1, "\(likeness)")
    #expect(try desk.film("film.mp4").codecs == ["h264"])
  }

  /// Signal to noise in dB between the film and twenty frames of its source.
  private func likeness(_ desk: Desk, first: Int) throws -> Double {
    let answer = try desk.shell(
      """
      ffmpeg -nostdin -v info -i project/film.mp4 -i project/clock.mp4 -lavfi \
      '[1]trim=start_frame=\(first):end_frame=\(first + 20),setpts=PTS-STARTPTS[b];[0][b]psnr' \
      -f null - 2>&1
      """)
    let number = try #require(answer.output.firstMatch(of: /average:([0-9.]+)/)?.1)
    return try #require(Double(number))
  }

  @Test(
    arguments: [
      (
        list(#"{"source": "gone.mp4", "source_start": 0, "frames": 9}"#), 66,
        "gone.mp4: there is no such file; correct the path"
      ),
      (
        list(#"{"source": "clock.mp4", "source_start": 3.5, "frames": 30}"#), 65,
        "clock.mp4: clip 1 of the list goes on beyond its end at 4.0 s; shorten the clip"
      ),
      (
        list(#"{"source": "clock.mp4", "source_start": 0, "frames": 9}"#, music: "gone.wav"), 66,
        "gone.wav: there is no such file; correct the path"
      ),
      ("{", 78, "cuts.json: is not valid JSON; correct the list"),
      (#"{"fps": 30, "clips": []}"#, 78, "cuts.json: there are no clips; correct the list"),
      (
        list(#"{"source": "clock.mp4", "source_start": 0}"#), 78,
        "cuts.json: clips 1 frames is missing; correct the list"
      ),
      (
        list(#"{"source": "cuts.json", "source_start": 0, "frames": 9}"#), 65,
        "cuts.json: not a video that can be read; convert it, or take it out of the folder"
      ),
    ])
  func `a list that cannot be joined is one sentence, and the film of before stays`(
    list: String, status: Int32, sentence: String
  ) throws {
    let desk = try desk()
    try desk.write("the film of before", to: "film.mp4")
    let program = try join(desk, list)
    #expect(program.status == status)
    let bare = program.errors.replacing(desk.project + "/", with: "")
    #expect(bare == "montagectl: \(sentence)\n")
    #expect(program.output == "")
    #expect(desk.text("film.mp4") == "the film of before")
    let names = try FileManager.default.contentsOfDirectory(atPath: desk.project)
    #expect(!names.contains { $0.hasPrefix(".") })
  }

  @Test func `a film may go elsewhere, in a folder that is there`() throws {
    let desk = try desk()
    let list = Self.list(#"{"source": "clock.mp4", "source_start": 0, "frames": 12}"#)
    #expect(try join(desk, list, to: "../film.mp4").status == 0)
    #expect(try desk.film("../film.mp4").frames == 12)
    let program = try join(desk, list, to: "none/film.mp4")
    #expect(program.status == 73)
    #expect(program.errors.contains("there is no such folder; make it, or correct the path"))
  }
}
