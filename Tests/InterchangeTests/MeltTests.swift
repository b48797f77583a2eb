// SPDX-License-Identifier: GPL-3.0-or-later

internal import Foundation
internal import Interchange
internal import Media
internal import TestSupport
internal import Testing

/// What `melt` shows and plays of a project, with footage in which every picture tells its number.
@Suite(.serialized)
struct MeltTests {
  private static let canvas = PixelSize(width: 320, height: 180)
  private static let first = ContentKey("aa01")
  private static let second = ContentKey("bb02")
  private static let song = ContentKey("cc03")
  private static let names = ["one.mp4", "<b>\"two\" & Ärger's 100%?\nx:1.mp4", "song #1.wav"]

  /// Pictures 0 to 99 in one file, 100 to 219 in the other, both of `rate` frames a second.
  private func studio(rate: String) throws -> Studio {
    let studio = try Studio()
    try studio.make(
      "all.mp4",
      NumberedPictures.source(rate: rate, frames: 220) + [
        "-c:v", "libx264", "-preset", "ultrafast",
      ])
    for (name, range) in zip(Self.names, ["end_frame=100", "start_frame=100"]) {
      try studio.make(
        name,
        ["-i", studio.file("all.mp4"), "-vf", "trim=\(range),setpts=PTS-STARTPTS"]
          + ["-c:v", "libx264", "-preset", "ultrafast", "-g", "12"])
    }
    return studio
  }

  private func film(_ timeline: Timeline) -> Film {
    Film(
      name: "film", planID: "", timeline: timeline,
      sources: zip([Self.first, Self.second, Self.song], Self.names).map {
        MediaFile(content: $0, path: "../" + $1)
      }, beatFrames: [0, 10])
  }

  private func clips(_ spans: (ContentKey, Int, Int)...) -> [Clip] {
    var next = 0
    return spans.map { content, start, count in
      defer { next += count }
      return Clip(
        content: content, source: FrameSpan(start: start, count: count), timelineStart: next)
    }
  }

  /// The path of what `melt` makes of a film, whose project lies in a folder of its own.
  private func played(_ film: Film, in studio: Studio) throws -> String {
    let folder = studio.file("montages")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(MLT.document(film, canvas: Self.canvas).utf8)
      .write(to: URL(fileURLWithPath: folder + "/film.mlt"))
    let output = studio.file("film.mkv")
    try Shell.run(
      "melt", "-silent", folder + "/film.mlt", "-consumer", "avformat:" + output,
      "vcodec=ffv1", "acodec=pcm_s16le", "real_time=-1")
    return output
  }

  @Test(arguments: [
    ("30", Rational(30)), ("25", Rational(25)), ("30000/1001", Rational(30000, 1001)),
    ("24000/1001", Rational(24000, 1001)),
  ])
  func `each frame of the film is the frame of the source that was asked for`(
    rate: String, exact: Rational
  ) throws {
    let studio = try studio(rate: rate)
    let timeline = try Timeline(
      frameRate: exact,
      clips: clips(
        (Self.first, 7, 20), (Self.second, 0, 1), (Self.first, 80, 20), (Self.second, 5, 13)),
      soundtrack: nil)
    let output = try played(film(timeline), in: studio)
    let expected = [7..<27, 100..<101, 80..<100, 105..<118].flatMap(Array.init)
    #expect(try NumberedPictures.numbers(in: output) == expected)
    #expect(
      try Judge.entries("stream=r_frame_rate", of: output, "-select_streams", "v").first
        .flatMap { Rational($0) } == exact)
  }

  @Test func `a file of another rate is counted in frames of the film`() throws {
    let studio = try studio(rate: "50")
    let timeline = try Timeline(
      frameRate: Rational(25), clips: clips((Self.first, 10, 15), (Self.second, 3, 10)),
      soundtrack: nil)
    let expected = (10..<25).map { 2 * $0 } + (3..<13).map { 100 + 2 * $0 }
    #expect(try NumberedPictures.numbers(in: played(film(timeline), in: studio)) == expected)
  }

  @Test func `a clip that asks for more than the file has keeps its length`() throws {
    let studio = try studio(rate: "25")
    let timeline = try Timeline(
      frameRate: Rational(25), clips: clips((Self.first, 90, 14), (Self.second, 0, 5)),
      soundtrack: nil)
    let numbers = try NumberedPictures.numbers(in: played(film(timeline), in: studio))
    #expect(numbers == Array(90..<100) + [99, 99, 99, 99] + Array(100..<105))
  }

  /// A dark file, a bright one; dissolve from frame 18 to 26, dips from 44 to 52 and from 62 to 68.
  @Test func `dissolves and dips last as long as they should, and leave the other frames alone`()
    throws
  {
    let studio = try Studio()
    for (name, luma) in zip(Self.names, ["0x404040", "0xc0c0c0"]) {
      try studio.make(
        name, ["-f", "lavfi", "-i", "color=\(luma):s=320x180:r=25:d=4", "-c:v", "libx264"])
    }
    let timeline = try Timeline(
      frameRate: Rational(25),
      clips: clips(
        (Self.first, 0, 20), (Self.second, 20, 28), (Self.first, 30, 17), (Self.second, 0, 15)),
      soundtrack: nil,
      transitions: [
        Transition(cut: 20, kind: .dissolve, before: 2, after: 6),
        Transition(cut: 48, kind: .dip, before: 4, after: 4),
        Transition(cut: 65, kind: .dipToWhite, before: 3, after: 3),
      ])
    let pixels = try Shell.run(
      "ffmpeg", "-nostdin", "-v", "error", "-i", played(film(timeline), in: studio), "-vf",
      "crop=2:2,extractplanes=y", "-f", "rawvideo", "-")
    let lumas = stride(from: 0, to: pixels.count, by: 4).map { Int(pixels[$0]) }
    try #require(lumas.count == 80)
    let (dark, bright) = (lumas[0], lumas[30])
    #expect(bright - dark > 100)
    func even(_ frames: Range<Int>, _ from: Int, _ to: Int) {
      for frame in frames {
        // MLT begins with nothing of the new picture and ends one step before all of it.
        let share = Double(frame - frames.lowerBound) / Double(frames.count)
        let wanted = Double(from) + share * Double(to - from)
        #expect(abs(Double(lumas[frame]) - wanted) < 4, "frame \(frame): \(lumas)")
      }
    }
    even(18..<26, dark, bright)
    even(44..<48, bright, 16)
    even(48..<52, 16, dark)
    even(62..<65, dark, 235)
    even(65..<68, 235, bright)
    for (frames, luma) in [(0..<18, dark), (26..<44, bright), (52..<62, dark), (68..<80, bright)] {
      for frame in frames { #expect(abs(lumas[frame] - luma) <= 1, "frame \(frame)") }
    }
  }

  @Test(arguments: [FilmSound.music, .duck, .original])
  func `what is heard is the song from its start, the footage, or both`(sound: FilmSound) throws {
    let studio = try Studio()
    // The footage hums low from its second second on, the song high from its third.
    for (name, pitch, from) in [(Self.names[0], 220, 1), (Self.names[2], 1760, 2)] {
      let hum = [
        "-f", "lavfi", "-i", "aevalsrc='0.2*sin(\(pitch)*2*PI*t)*gte(t,\(from))':d=6:s=48000",
      ]
      let pictures = ["-f", "lavfi", "-i", "color=gray:s=320x180:r=25:d=6", "-c:v", "libx264"]
      try studio.make(
        name, hum + (name.hasSuffix("wav") ? [] : pictures + ["-c:a", "pcm_s16le", "-f", "mov"]))
    }
    let soundtrack = Soundtrack(
      content: Self.song, start: MediaTime(seconds: 1.2), fadeOut: MediaTime(seconds: 1),
      sound: sound)
    let timeline = try Timeline(
      frameRate: Rational(25), clips: clips((Self.first, 0, 100)), soundtrack: soundtrack)
    let samples = try Judge.sound(of: played(film(timeline), in: studio))
    #expect(abs(samples.count / 2 - 4 * 48_000) <= 1920)
    func loudness(_ pitch: Double, from: Double, to: Double) -> Double {
      let range = Int(from * 48_000)..<Int(to * 48_000)
      let sum = range.reduce((0.0, 0.0)) { sum, index in
        let (angle, value) = (pitch * 2 * .pi * Double(index) / 48_000, Double(samples[2 * index]))
        return (sum.0 + value * sin(angle), sum.1 + value * cos(angle))
      }
      return 2 * hypot(sum.0, sum.1) / Double(range.count)
    }
    let music = sound != .original
    let own = sound != .music
    // A tenth of a second away from where each begins.
    #expect(loudness(1760, from: 0.1, to: 0.7) < 0.01)
    #expect((loudness(1760, from: 0.9, to: 2.9) > 0.1) == music)
    #expect(loudness(1760, from: 3.9, to: 4) < 0.04)
    #expect(loudness(220, from: 0.1, to: 0.9) < 0.01)
    #expect((loudness(220, from: 1.1, to: 3.9) > 0.1) == own)
    #expect(own || loudness(220, from: 0, to: 4) < 0.001)
  }
}
