// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

/// `montagectl make` on footage as it should be.
@Suite(.timeLimit(.minutes(3)))
struct MakeTests {
  @Test func `a folder with clips, a song and an empty config becomes a film`() throws {
    let desk = try Desk()
    try desk.bring(clips: 2, config: "")
    try desk.write(SampleMedia.song(seconds: 3), to: "song.wav")
    let program = try desk.montagectl("make", desk.project)
    #expect(program.status == 0)
    #expect(program.errors == "")
    #expect(program.output.contains("montage.mp4: 3.0 s"))
    let film = try desk.film()
    #expect(film == Desk.Film(frames: 90, size: "1280x720", codecs: ["h264", "aac"]))
    for name in ["montage.html", "montage.otio", "montage.edl", "montage.mlt"] {
      #expect(desk.results.contains(name))
    }
    #expect(!desk.results.contains { $0.hasPrefix(".") || $0.contains("failed") })
  }

  @Test func `the document says what was made, as the contract writes it`() throws {
    let desk = try Desk()
    try desk.bring()
    let (program, document) = try desk.make()
    #expect(program.status == 0 && program.errors == "")
    #expect(document.keys == ["montages", "failed"])
    #expect(document["failed"].items.isEmpty)
    let montage = document["montages"][0]
    #expect(
      montage.keys.isSuperset(of: [
        "name", "output", "frames", "fps", "duration", "cuts", "copied_frames", "encoded_frames",
        "beat_error_ms", "seconds",
      ]))
    #expect(montage["name"].text == "montage")
    #expect(montage["output"].text == desk.path("montages/montage.mp4"))
    #expect(montage["frames"].count == 240)
    #expect(montage["fps"].number == 30)
    #expect(montage["duration"].number == 8)
    #expect(try #require(montage["cuts"].count) > 3)
    #expect((montage["copied_frames"].count ?? 0) + (montage["encoded_frames"].count ?? 0) == 240)
    // A kick every half second lies on a frame of 30 a second.
    #expect(try #require(montage["beat_error_ms"]["max"].number) < 17)
    #expect(try #require(montage["beat_error_ms"]["median"].number) < 10)
  }

  @Test func `the film is as loud as asked, and made again it encodes no sound`() throws {
    let desk = try Desk()
    try desk.bring(config: "height: 180\nduration: 6\nloudness: -20\n")
    for isAgain in [false, true] {
      let sound = try desk.make().document["montages"][0]["sound"]
      #expect(abs(try #require(sound["loudness_lufs"].number) + 20) < 0.5)
      #expect(try #require(sound["true_peak_dbtp"].number) <= -1)
      #expect(sound["reused"].number == (isAgain ? 1 : 0))
    }
    try desk.write(Data("height: 180\nduration: 6\nloudness: -18\n".utf8), to: "montage.yaml")
    #expect(try desk.make().document["montages"][0]["sound"]["reused"].number == 0)
  }

  @Test(arguments: [("8", 240...240), ("~8", 210...270), ("0:05.5", 165...165)])
  func `the length is as asked`(duration: String, frames: ClosedRange<Int>) throws {
    let desk = try Desk()
    try desk.bring(config: "height: 180\nduration: \(duration)\n")
    let (program, document) = try desk.make()
    #expect(program.status == 0)
    let made = try #require(document["montages"][0]["frames"].count)
    #expect(frames.contains(made))
    #expect(try desk.film().frames == made)
  }

  @Test(arguments: ["bars", "crop", "blur"])
  func `portrait, landscape and square fit one canvas`(fit: String) throws {
    let desk = try Desk()
    try desk.bring(clips: 1, config: "height: 180\nduration: 6\nfit: \(fit)\n")
    try desk.write(try Self.clip("portrait", "180x320"), to: "portrait.mp4")
    try desk.write(try Self.clip("square", "240x240"), to: "square.mp4")
    let (program, document) = try desk.make()
    #expect(program.status == 0)
    #expect(document["montages"][0]["unused"].items.isEmpty)
    let film = try desk.film()
    #expect(film.frames == 180 && film.size == "320x180")
    let sources = Set(try desk.plan()["clips"].items.compactMap { $0["source"].text })
    #expect(sources == ["clock.mp4", "portrait.mp4", "square.mp4"])
  }

  @Test func `more music than footage makes a shorter film and says so`() throws {
    let desk = try Desk()
    try desk.bring(clips: 1, config: "height: 180\n")
    let (program, document) = try desk.make()
    #expect(program.status == 0)
    let montage = document["montages"][0]
    let frames = try #require(montage["frames"].count)
    #expect((60...120).contains(frames))
    #expect(montage["notes"].items.contains { $0.text?.contains("shorter") == true })
    #expect(try desk.film().frames == frames)
  }

  @Test func `more footage than music makes a film as long as the song, and lists the rest`() throws
  {
    let desk = try Desk()
    try desk.bring(clips: 6, config: "height: 180\n")
    try desk.write(SampleMedia.song(seconds: 4), to: "song.wav")
    let (program, document) = try desk.make()
    #expect(program.status == 0)
    #expect(document["montages"][0]["frames"].count == 120)
    let used = Set(try desk.plan()["clips"].items.compactMap { $0["source"].text })
    let unused = document["montages"][0]["unused"].items.compactMap { $0["source"].text }
    #expect(used.union(unused).count == 6)
    #expect(used.isDisjoint(with: unused))
  }

  @Test func `several configs make several films from one footage`() throws {
    let desk = try Desk()
    try desk.bring(config: nil)
    try desk.write("height: 180\nduration: 4", to: "Short.montage.yaml")
    try desk.write("height: 180\nduration: 6\nstyle: energetic", to: "long one.montage.yaml")
    let (program, document) = try desk.make()
    #expect(program.status == 0)
    #expect(document["montages"].items.map { $0["name"].text } == ["Short", "long one"])
    #expect(try desk.film("montages/Short.mp4").frames == 120)
    #expect(try desk.film("montages/long one.mp4").frames == 180)
  }

  private static func clip(_ name: String, _ size: String) throws -> Data {
    let path = try SampleKit.path(of: name + ".mp4") { path in
      try SampleMedia.write(.colonies, to: path, seconds: 3, size: size)
    }
    return try Data(contentsOf: URL(fileURLWithPath: path))
  }
}
