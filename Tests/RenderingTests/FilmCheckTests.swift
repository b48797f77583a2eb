// SPDX-License-Identifier: GPL-3.0-or-later

import Digest
import FFmpeg
import Foundation
import Media
import Rendering
import TestSupport
import Testing

struct FilmCheckTests {
  let studio: Studio
  let piece: MadePiece
  let song: Int32
  /// Two steps of 10 and 14 frames, with sound.
  let film: MadeFilm

  init() throws {
    studio = try Studio()
    let source = try studio.make(
      "a.mp4", ["-f", "lavfi", "-i", "testsrc2=s=320x180:r=30:d=1", "-c:v", "libx264"])
    piece = try MadePiece(
      "piece.mp4", of: source, [SpanOrder(frames: FrameSpan(start: 0, count: 30))], in: studio)
    song = try studio.make("song.wav", ["-f", "lavfi", "-i", "sine=f=440:d=3"])
    film = try MadeFilm(
      "film.mp4", Self.clips(piece), song: (song, Soundtrack(from: .zero)), in: studio)
  }

  private static func clips(_ piece: MadePiece) -> [(piece: MadePiece, frames: FrameSpan)] {
    [(piece, FrameSpan(start: 12, count: 10)), (piece, FrameSpan(start: 0, count: 14))]
  }

  private var steps: [(frames: Int, digest: String)] {
    zip([10, 14], film.digests).map { (frames: $0, digest: $1 ?? "") }
  }

  private func faults(
    of film: MadeFilm, houseID: String? = nil, steps: [(frames: Int, digest: String)]? = nil,
    hasSound: Bool = true
  ) throws -> [String] {
    try FilmCheck(
      format: .small, houseID: houseID ?? piece.index.houseID, steps: steps ?? self.steps,
      hasSound: hasSound
    ).faults(of: film.descriptor)
  }

  @Test func `a sound film has no fault`() throws {
    #expect(try faults(of: film) == [])
  }

  @Test func `a missing frame is found`() throws {
    var longer = steps
    longer[1].frames += 1
    #expect(try faults(of: film, steps: longer) == ["the film ends after 24 of 25 frames"])
  }

  @Test func `a frame too many is found`() throws {
    let short = Array(steps.prefix(1))
    let found = try faults(of: film, steps: short)
    #expect(found.contains("the film has more than 10 frames"))
  }

  @Test func `other bytes are found`() throws {
    var other = steps
    other[1].digest = other[0].digest
    #expect(try faults(of: film, steps: other) == ["step 1 has other bytes"])
  }

  @Test func `one changed byte of a picture is found`() throws {
    // The film's pictures lie behind its index; its last bytes are its last pictures and sound.
    let places = try Judge.entries("packet=pos", of: film.path, "-select_streams", "v")
    let place = try #require(places.compactMap(Int.init).last)
    var byte: UInt8 = 0
    pread(film.descriptor, &byte, 1, off_t(place + 40))
    byte ^= 1
    pwrite(film.descriptor, &byte, 1, off_t(place + 40))
    #expect(try faults(of: film).first == "step 1 has other bytes")
  }

  @Test func `a step that starts with no key frame is found`() throws {
    let moved = [(frames: 11, digest: ""), (frames: 13, digest: "")]
    // The digest of what is there, so that only the place is wrong.
    var reader = try PieceReader(descriptor: film.descriptor, frameRate: Rational(30))
    let digests = try Self.digests(of: &reader, lengths: moved.map(\.frames))
    let steps = zip(moved, digests).map { (frames: $0.frames, digest: $1) }
    let found = try faults(of: film, steps: steps)
    #expect(found.first == "step 1 does not start with a key frame")
  }

  private static func digests(of reader: inout PieceReader, lengths: [Int]) throws -> [String] {
    let packet = try Packet()
    return try lengths.map { length in
      var digest = SHA256()
      for _ in 0..<length where try reader.next(into: packet) != nil {
        packet.withBytes { digest.update($0) }
      }
      return digest.hexadecimal()
    }
  }

  @Test func `a foreign header is found`() throws {
    let found = try faults(of: film, houseID: String(repeating: "0", count: 64))
    #expect(found == ["the film's parameter sets are not those of its pieces"])
  }

  @Test(arguments: [1, 20, 22])
  func `sound that ends too early is found`(frames: Int) throws {
    let short = try MadeFilm(
      "short.mp4", Self.clips(piece), song: (song, Soundtrack(from: .zero)), soundFrames: frames,
      in: studio)
    let found = try faults(of: short)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("the sound lasts") == true)
  }

  @Test func `missing sound is found, and is no fault where none was wanted`() throws {
    let silent = try MadeFilm("silent.mp4", Self.clips(piece), in: studio)
    #expect(try faults(of: silent) == ["the film has no sound"])
    #expect(try faults(of: silent, hasSound: false) == [])
  }

  @Test func `pictures that do not decode are found although their bytes are as copied`() throws {
    // Slices with another picture's bytes behind the header: copied faithfully, of no use to a decoder.
    let places = try Judge.entries("packet=pos,size", of: film.path, "-select_streams", "v")
      .compactMap(Int.init)
    for frame in [0, 10] {
      let (size, place) = (places[2 * frame], places[2 * frame + 1])
      let rubbish = (0..<(size - 60)).map { UInt8(truncatingIfNeeded: $0 &* 37 | 1) }
      pwrite(film.descriptor, rubbish, rubbish.count, off_t(place + 50))
    }
    var reader = try PieceReader(descriptor: film.descriptor, frameRate: Rational(30))
    let digests = try Self.digests(of: &reader, lengths: [10, 14])
    let steps = zip([10, 14], digests).map { (frames: $0, digest: $1) }
    let found = try faults(of: film, steps: steps)
    #expect(found.count == 1)
    #expect(found.first?.contains("decode") == true)
  }

  @Test func `a film without an index is an error`() throws {
    let bytes = try studio.bytes("film.mp4")
    let broken = try studio.write("broken.mp4", bytes.prefix(2_000))
    let check = FilmCheck(
      format: .small, houseID: piece.index.houseID, steps: steps, hasSound: true)
    #expect(throws: FFmpegError.self) { try check.faults(of: broken) }
  }
}
