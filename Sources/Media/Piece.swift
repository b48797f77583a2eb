// SPDX-License-Identifier: GPL-3.0-or-later

/// Frames of one source in house format in one file: an IDR at each span's start, joined by packet copy.
package struct Piece: Hashable, Sendable, Codable {
  package var source: ContentKey
  package var format: HouseFormat
  /// SHA-256 of the parameter sets' bytes; pieces join only when theirs are equal.
  package var houseID: String
  /// In the order in which they stand in the file.
  package var spans: [PieceSpan]

  package init(source: ContentKey, format: HouseFormat, houseID: String, spans: [PieceSpan]) {
    self.source = source
    self.format = format
    self.houseID = houseID
    self.spans = spans
  }
}

/// Consecutive frames of the source in a piece.
package struct PieceSpan: Hashable, Sendable, Codable {
  /// Which frames of the source, at the house rate from its first displayed frame.
  package var frames: FrameSpan
  /// Where the span starts in the piece's file, in frames.
  package var offset: Int
  /// The span's groups of pictures in order.
  package var groups: [PictureGroup]

  package init(frames: FrameSpan, offset: Int, groups: [PictureGroup]) {
    self.frames = frames
    self.offset = offset
    self.groups = groups
  }
}

/// A closed group of pictures: one IDR and what follows it.
package struct PictureGroup: Hashable, Sendable, Codable {
  package var frameCount: Int
  /// SHA-256 over the packets' bytes.
  package var digest: String

  package init(frameCount: Int, digest: String) {
    self.frameCount = frameCount
    self.digest = digest
  }
}

/// Consecutive frames at the house rate: `start ..< start + count`.
package struct FrameSpan: Hashable, Sendable, Codable {
  package var start: Int
  package var count: Int

  package init(start: Int, count: Int) {
    self.start = start
    self.count = count
  }

  package var end: Int { start + count }

  /// The same in time.
  package func range(at rate: Rational) -> TimeRange {
    TimeRange(start: MediaTime(frame: start, rate: rate), end: MediaTime(frame: end, rate: rate))
  }
}

/// A span of a source to encode, with the frames in it at which copies may begin.
package struct SpanOrder: Hashable, Sendable, Codable {
  package var frames: FrameSpan
  /// Frames of the source that become IDRs besides the first and the regular ones.
  package var entries: [Int]

  package init(frames: FrameSpan, entries: [Int] = []) {
    self.frames = frames
    self.entries = entries
  }
}
