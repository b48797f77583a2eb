// SPDX-License-Identifier: GPL-3.0-or-later

import FFmpeg
import Media
import Rendering
import TestSupport

extension HouseFormat {
  /// Small pictures of the shape of the made footage.
  static let small = HouseFormat(
    canvas: PixelSize(width: 320, height: 180), frameRate: Rational(30))
}

/// A piece that a test encoded, as it lies in its file.
struct MadePiece {
  let path: String
  let descriptor: Int32
  let index: PieceIndex

  init(
    _ name: String, of source: Int32, _ spans: [SpanOrder], format: HouseFormat = .small,
    in studio: Studio
  ) throws {
    let output = try studio.output(name)
    var encoder = try SegmentEncoder(source: source, format: format)
    try encoder.encode(spans, to: output) { _ in }
    index = try PieceIndex(reading: output, frameRate: format.frameRate)
    descriptor = output
    path = studio.file(name)
  }

  /// The groups from the one that starts at the span's start to the one that holds its last frame.
  func groups(covering span: FrameSpan) -> [PictureGroup] {
    var position = 0
    var covering: [PictureGroup] = []
    for group in index.groups {
      if position >= span.start, position < span.end { covering.append(group) }
      position += group.frameCount
    }
    return covering
  }
}

/// A film that a test joined.
struct MadeFilm {
  let path: String
  let descriptor: Int32
  /// Frames and digest of each step; nil where the piece was refused.
  var digests: [String?] = []
  /// Of the sound's packets; nil for a silent film.
  let soundDigest: String?

  /// Joins `clips`, with the sound of `song` for as long as `soundFrames` frames, else as the pictures.
  init(
    _ name: String, _ clips: [(piece: MadePiece, frames: FrameSpan)],
    format: HouseFormat = .small, song: (Int32, Soundtrack)? = nil, soundFrames: Int? = nil,
    in studio: Studio
  ) throws {
    let output = try studio.output(name)
    let frames = clips.reduce(0) { $0 + $1.frames.count }
    let duration = MediaTime(frame: soundFrames ?? frames, rate: format.frameRate)
    let count = duration.frame(at: Rational(48_000))
    var sound: SoundPackets?
    if let song {
      let file = try studio.output(name + ".m4a")
      var reader = try SoundtrackReader(song: song.0, soundtrack: song.1, sampleCount: count)
      _ = try SoundtrackFile.encode(to: file) { (count) throws(FFmpegError) in
        try reader.next(count)
      }
      sound = try SoundPackets(descriptor: file)
    }
    let first = try PieceReader(descriptor: clips[0].piece.descriptor, frameRate: format.frameRate)
    var assembly = try Assembly(
      format, output: output, first: first, soundtrack: sound, tag: "test", frameCount: frames)
    for (piece, span) in clips {
      var reader = try PieceReader(descriptor: piece.descriptor, frameRate: format.frameRate)
      digests.append(
        try assembly.copy(span, of: &reader, groups: piece.groups(covering: span)))
    }
    soundDigest = try assembly.finish()
    descriptor = output
    path = studio.file(name)
  }
}

extension Soundtrack {
  /// A stretch of a song whose content does not matter.
  init(from start: MediaTime, fadeOut: MediaTime = .zero) throws {
    self.init(content: ContentKey("song"), start: start, fadeOut: fadeOut)
  }
}
