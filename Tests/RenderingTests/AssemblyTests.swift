// SPDX-License-Identifier: GPL-3.0-or-later

import FFmpeg
import Foundation
import Media
import Rendering
import TestSupport
import Testing

struct AssemblyTests {
  let studio: Studio
  /// Frames 0 to 47 of numbered pictures, an IDR at each multiple of 12.
  let numbered: MadePiece
  /// The same frames of other pictures in other quality, with IDRs after 5 and 17 frames too.
  let other: MadePiece

  init() throws {
    studio = try Studio()
    let whole = FrameSpan(start: 0, count: 48)
    numbered = try MadePiece(
      "numbered.mp4",
      of: studio.make("a.mp4", NumberedPictures.source() + ["-c:v", "libx264"]),
      [SpanOrder(frames: whole)], in: studio)
    var coarse = HouseFormat.small
    coarse.quality = 32
    other = try MadePiece(
      "other.mp4",
      of: studio.make(
        "b.avi", ["-f", "lavfi", "-i", "mandelbrot=s=320x240:r=25", "-t", "2", "-c:v", "mpeg4"]),
      [SpanOrder(frames: whole, entries: [5, 17])], format: coarse, in: studio)
  }

  private func film(
    _ name: String, _ clips: [(piece: MadePiece, frames: FrameSpan)],
    song: (Int32, Soundtrack)? = nil
  ) throws -> MadeFilm {
    try MadeFilm(name, clips, song: song, in: studio)
  }

  /// What an independent decoder shows of the clips' pieces.
  private func pictures(
    of clips: [(piece: MadePiece, frames: FrameSpan)]
  ) throws -> [String] {
    var decoded: [String: [String]] = [:]
    return try clips.flatMap { piece, span in
      let all = try decoded[piece.path] ?? Judge.pictures(of: piece.path)
      decoded[piece.path] = all
      return all[span.start..<span.end]
    }
  }

  @Test func `a film of two sources and qualities shows the frames that were encoded`() throws {
    let clips = [
      (numbered, FrameSpan(start: 0, count: 20)), (other, FrameSpan(start: 17, count: 9)),
      (numbered, FrameSpan(start: 36, count: 12)), (other, FrameSpan(start: 5, count: 31)),
      (other, FrameSpan(start: 0, count: 3)), (numbered, FrameSpan(start: 12, count: 1)),
    ]
    let film = try film("film.mp4", clips)
    #expect(try Judge.pictures(of: film.path) == pictures(of: clips))
    #expect(film.digests.allSatisfy { $0 != nil })
  }

  @Test func `a clip may end after any frame of a group`() throws {
    let clips = (1...13).flatMap { length in
      [
        (numbered, FrameSpan(start: 12, count: length)),
        (other, FrameSpan(start: 5, count: length)),
      ]
    }
    let film = try film("film.mp4", clips)
    #expect(try Judge.pictures(of: film.path) == pictures(of: clips))
    #expect(try Judge.complaints(about: film.path) == "")
  }

  @Test func `frames stand in the order of the clips`() throws {
    let starts = [36, 0, 24, 12, 0, 36]
    let clips = starts.map { (numbered, FrameSpan(start: $0, count: 7)) }
    let film = try film("film.mp4", clips)
    let expected = starts.flatMap { Array($0..<($0 + 7)) }
    #expect(try NumberedPictures.numbers(in: film.path) == expected)
  }

  @Test func `clips of one frame join, however many`() throws {
    let starts = [0, 12, 24, 36, 12, 36, 24, 0]
    let clips = (0..<240).map { (numbered, FrameSpan(start: starts[$0 % 8], count: 1)) }
    let song = try studio.make("song.wav", ["-f", "lavfi", "-i", "sine=f=440:d=9"])
    let film = try film("film.mp4", clips, song: (song, Soundtrack(from: .zero)))
    let expected = (0..<240).map { starts[$0 % 8] }
    #expect(try NumberedPictures.numbers(in: film.path) == expected)
    #expect(try Judge.complaints(about: film.path) == "")
    #expect(try Judge.unitComplaints(about: film.path) == "")
    #expect(try Judge.boxes(of: studio.bytes("film.mp4")).contains("rubbish") == false)
  }

  @Test(.enabled(if: Corpus.isPresent))
  func `real footage of every kind joins into one film`() throws {
    let clips = try Corpus.files("footage/open").enumerated().map { number, path in
      let span = SpanOrder(frames: FrameSpan(start: 1, count: 3))
      let piece = try MadePiece("\(number).mp4", of: studio.open(path), [span], in: studio)
      return (piece, FrameSpan(start: 0, count: 1 + number % 3))
    }
    try #require(!clips.isEmpty)
    let film = try film("film.mp4", clips)
    #expect(try Judge.pictures(of: film.path) == pictures(of: clips))
    #expect(try Judge.complaints(about: film.path) == "")
  }

  @Test func `the film is what the contract promises`() throws {
    let song = try studio.make("song.flac", ["-f", "lavfi", "-i", "sine=f=440:d=5"])
    let film = try film(
      "film.mp4",
      [(numbered, FrameSpan(start: 0, count: 41)), (other, FrameSpan(start: 0, count: 30))],
      song: (song, Soundtrack(from: MediaTime(seconds: 1))))
    let promised = [
      ("stream=codec_name", ["h264", "aac"]), ("stream=profile", ["High", "LC"]),
      ("stream=pix_fmt", ["yuv420p"]), ("stream=color_primaries", ["bt709"]),
      ("stream=color_transfer", ["bt709"]), ("stream=color_space", ["bt709"]),
      ("stream=color_range", ["tv"]), ("stream=field_order", ["progressive"]),
      ("stream=has_b_frames", ["0"]), ("stream=sample_aspect_ratio", ["1:1"]),
      ("stream=sample_rate", ["48000"]), ("stream=channels", ["2"]),
      ("format_tags=montaged", ["test"]), ("format=nb_streams", ["2"]),
    ]
    for (entry, values) in promised {
      #expect(try Judge.entries(entry, of: film.path) == values, "\(entry)")
    }
    let rates = try Judge.entries(
      "stream=r_frame_rate,avg_frame_rate,nb_frames", of: film.path, "-select_streams", "v")
    #expect(rates == ["30/1", "30/1", "71"])
    let durations = try Judge.entries("stream=duration", of: film.path).compactMap(Double.init)
    #expect(durations.count == 2)
    #expect(durations.allSatisfy { abs($0 - 71.0 / 30) < 1.0 / 30 })
    let length = try Judge.entries("stream=duration_ts", of: film.path, "-select_streams", "a")
    #expect(length == ["\(71 * 1600)"])
    let boxes = try Judge.boxes(of: studio.bytes("film.mp4"))
    #expect(boxes.firstIndex(of: "moov") ?? 9 < boxes.firstIndex(of: "mdat") ?? 0)
    #expect(!boxes.contains("rubbish"))
    #expect(try Judge.complaints(about: film.path) == "")
    #expect(try Judge.unitComplaints(about: film.path) == "")
  }

  @Test func `every frame is shown equally long, from zero on`() throws {
    let clips = [
      (other, FrameSpan(start: 5, count: 8)), (numbered, FrameSpan(start: 0, count: 13)),
    ]
    let film = try film("film.mp4", clips)
    let packets = try Judge.entries("packet=pts_time,dts_time,duration_time", of: film.path)
      .compactMap(Double.init)
    #expect(packets.count == 3 * 21)
    for frame in 0..<21 {
      #expect(abs(packets[3 * frame] - Double(frame) / 30) < 1e-5)
      #expect(packets[3 * frame + 1] == packets[3 * frame])
      #expect(abs(packets[3 * frame + 2] - 1.0 / 30) < 1e-4)
    }
  }

  @Test func `the song starts in the film at the sample that was asked for`() throws {
    // A click at each second and a quarter: 12,000 samples into the song, then every 60,000.
    let song = try studio.make(
      "song.wav",
      ["-f", "lavfi", "-i", "aevalsrc='0.8*lt(mod(n-12000\\,60000)\\,24)':s=48000:d=6"])
    let start = MediaTime(ticks: 60_000 - 7_000, timebase: Rational(1, 48_000))
    let film = try film(
      "film.mp4",
      [(numbered, FrameSpan(start: 0, count: 48)), (other, FrameSpan(start: 0, count: 30))],
      song: (song, Soundtrack(from: start)))
    let left = stride(from: 0, to: try Judge.sound(of: film.path).count, by: 2)
    let sound = try Judge.sound(of: film.path)
    let loud = left.filter { abs(sound[$0]) > 0.3 }.map { $0 / 2 }
    let first = try #require(loud.first)
    let second = try #require(loud.first { $0 > first + 1_000 })
    // The coder rounds the edges of a click by a few samples.
    #expect(abs(first - 19_000) <= 4)
    #expect(second - first == 60_000)
    #expect(abs(sound.count / 2 - 78 * 1600) <= 1024)
  }

  @Test func `a piece with one changed byte is refused`() throws {
    let size = try studio.bytes("numbered.mp4").count
    let boxes = Judge.boxes(of: try studio.bytes("numbered.mp4"))
    try #require(boxes.firstIndex(of: "mdat") ?? 9 < boxes.firstIndex(of: "moov") ?? 0)
    var byte: UInt8 = 0
    // Pictures fill the first half of the file: the index lies behind them.
    pread(numbered.descriptor, &byte, 1, off_t(size / 2))
    byte ^= 0x10
    pwrite(numbered.descriptor, &byte, 1, off_t(size / 2))
    let film = try film("film.mp4", [(numbered, FrameSpan(start: 0, count: 48))])
    #expect(film.digests == [nil])
  }

  @Test func `a span that does not start a group is refused`() throws {
    let film = try film(
      "film.mp4",
      [(numbered, FrameSpan(start: 0, count: 2)), (numbered, FrameSpan(start: 3, count: 9))])
    #expect(film.digests[0] != nil)
    #expect(film.digests[1] == nil)
  }

  @Test func `groups that end before the span are refused`() throws {
    let output = try studio.output("film.mp4")
    var reader = try PieceReader(descriptor: numbered.descriptor, frameRate: Rational(30))
    var assembly = try Assembly(
      .small, output: output, first: reader, soundtrack: nil, tag: "", frameCount: 24)
    let groups = Array(numbered.index.groups.prefix(1))
    let digest = try assembly.copy(FrameSpan(start: 0, count: 24), of: &reader, groups: groups)
    #expect(digest == nil)
  }

  @Test func `what lay in the output file before is gone`() throws {
    let clips = [(numbered, FrameSpan(start: 0, count: 5))]
    let clean = try film("clean.mp4", clips)
    let output = try studio.output("dirty.mp4")
    let rubbish = [UInt8](repeating: 0x7f, count: 1 << 20)
    #expect(write(output, rubbish, rubbish.count) == rubbish.count)
    let first = try PieceReader(descriptor: numbered.descriptor, frameRate: Rational(30))
    var assembly = try Assembly(
      .small, output: output, first: first, soundtrack: nil, tag: "test", frameCount: 5)
    var reader = try PieceReader(descriptor: numbered.descriptor, frameRate: Rational(30))
    _ = try assembly.copy(clips[0].1, of: &reader, groups: numbered.groups(covering: clips[0].1))
    _ = try assembly.finish()
    #expect(try studio.bytes("dirty.mp4") == studio.bytes("clean.mp4"))
    #expect(clean.digests.count == 1)
  }
}
