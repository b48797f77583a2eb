// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// A place where a packet copy may begin: an IDR, and how far its piece goes on from there.
struct PieceEntry: Hashable {
  /// Frame of the source.
  let frame: Int
  /// First frame of the source that the span no longer holds.
  let end: Int
  let piece: Int
  /// Frame of the piece's file.
  let offset: Int
}

/// All entries of all pieces that may join, by source and frame.
struct PieceIndex {
  private var bySource: [ContentKey: [PieceEntry]] = [:]

  init(_ pieces: [Piece], format: HouseFormat, houseID: String) {
    for (index, piece) in pieces.enumerated()
    where piece.houseID == houseID && piece.format.joins(format) {
      for span in piece.spans {
        bySource[piece.source, default: []] += Self.entries(of: span, piece: index)
      }
    }
    bySource = bySource.mapValues { entries in
      entries.sorted { first, second in
        (first.frame, -first.end, first.piece, first.offset)
          < (second.frame, -second.end, second.piece, second.offset)
      }
    }
  }

  func entries(of source: ContentKey) -> [PieceEntry] { bySource[source] ?? [] }

  private static func entries(of span: PieceSpan, piece: Int) -> [PieceEntry] {
    var entries: [PieceEntry] = []
    var position = 0
    for group in span.groups {
      entries.append(
        PieceEntry(
          frame: span.frames.start + position, end: span.frames.end, piece: piece,
          offset: span.offset + position))
      position += group.frameCount
    }
    return entries
  }
}
