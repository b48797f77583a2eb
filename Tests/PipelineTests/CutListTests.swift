// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import Media
import Testing

@testable import Pipeline

struct CutListTests {
  private func list(_ json: String) throws(MontageFailure) -> CutList {
    try CutList(json: Array(json.utf8), name: "cuts.json")
  }

  /// A list of one good clip with other parts in front.
  private static func clip(_ parts: String = "", with clip: String = "") -> String {
    #"{"fps": 30, "# + parts
      + #""clips": [{"source": "a.mp4", "source_start": 1.5, "frames": 45"# + clip + "}]}"
  }

  @Test func `a list is read with all that it says`() throws {
    let list = try list(
      """
      {"fps": 25, "music": "song.flac", "width": 640, "height": 360, "fit": "bars", "crf": 18,
       "clips": [{"source": "a.mp4", "source_start": 0, "frames": 10},
                 {"source": "b/c.mov", "source_start": 2.5, "frames": 1}]}
      """)
    #expect(list.fps == Rational(25))
    #expect(list.music == "song.flac")
    #expect([list.width, list.height, list.crf] == [640, 360, 18])
    #expect(list.fit == .bars)
    #expect(list.clips.map(\.source) == ["a.mp4", "b/c.mov"])
    #expect(list.clips.map(\.sourceStart) == [0, 2.5])
    #expect(list.clips.map(\.frames) == [10, 1])
  }

  @Test(
    arguments: [
      ("30", Rational(30)), ("\"30000/1001\"", Rational(30_000, 1001)),
      ("29.97", Rational(30_000, 1001)), ("\"24\"", Rational(24)), ("12.5", Rational(25, 2)),
      ("23.976", Rational(24_000, 1001)),
    ])
  func `a rate is a number or a fraction`(text: String, rate: Rational) throws {
    let json = Self.clip().replacing("\"fps\": 30", with: "\"fps\": \(text)")
    #expect(try list(json).fps == rate)
  }

  @Test(
    arguments: [
      ("", "is not valid JSON"), ("{", "is not valid JSON"), ("[]", " has the wrong type"),
      (#"{"clips": []}"#, "fps is missing"), (#"{"fps": 30}"#, "clips is missing"),
      (#"{"fps": 30, "clips": []}"#, "there are no clips"),
      (#"{"fps": 0, "clips": []}"#, "fps: fps must lie between 1 and 240"),
      (#"{"fps": "x", "clips": []}"#, "fps has the wrong type"),
      (#"{"fps": 30, "clips": [{"source": "a", "frames": 1}]}"#, "clips 1 source_start is missing"),
      (clip().replacing("45", with: "0"), "clip 1 has no frames"),
      (clip().replacing("45", with: "-1"), "clip 1 has no frames"),
      (clip().replacing("45", with: "1.5"), "clips 1 frames: not a whole number"),
      (clip().replacing("45", with: "9223372036854775807"), "clip 1 has more than 10000000 frames"),
      (clip().replacing("1.5", with: "-0.1"), "clip 1 starts before its source"),
      (clip().replacing("1.5", with: "1e300"), "clip 1 starts later than any source lasts"),
      (clip().replacing("a.mp4", with: ""), "clip 1 names no source"),
      (clip(#""width": 641, "#), "width and height must be even numbers from 16 to 8192"),
      (clip(#""height": 8, "#), "width and height must be even numbers from 16 to 8192"),
      (clip(#""crf": 52, "#), "crf must lie between 0 and 51"),
      (clip(#""fit": "zoom", "#), "fit: "),
    ])
  func `a bad list is one sentence that says where`(json: String, problem: String) {
    let failure = #expect(throws: MontageFailure.self) { try list(json) }
    #expect(failure?.kind == .configuration)
    #expect(failure?.sentence.hasPrefix("cuts.json: ") == true)
    #expect(failure?.sentence.contains(problem) == true, "\(failure?.sentence ?? "")")
    #expect(failure?.sentence.hasSuffix("; correct the list") == true)
  }

  @Test func `a list that is not there is told by its path`() {
    let failure = #expect(throws: MontageFailure.self) { try CutList(reading: "/nowhere/c.json") }
    #expect(
      failure
        == MontageFailure(
          .missing, "/nowhere/c.json: there is no such file; correct the path"))
  }
}
