// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
internal import Jobs
internal import Media
internal import Planning

/// Turns a render plan of copies into an order for the assembler.
enum CopySteps {
  /// The steps in film order, over the pieces that they use, numbered anew.
  static func steps(
    of prepared: PieceMaker.Prepared
  ) -> (steps: [AssembleJob.CopyStep], pieces: [StoredPiece]) {
    var numbers: [Int: Int] = [:]
    var pieces: [StoredPiece] = []
    var steps: [AssembleJob.CopyStep] = []
    for step in prepared.plan.stretches.joined() {
      guard case .copy(let piece, let offset, let frames) = step else {
        preconditionFailure("everything was encoded before")
      }
      if numbers[piece] == nil {
        numbers[piece] = pieces.count
        pieces.append(prepared.pieces[piece])
      }
      let span = FrameSpan(start: offset, count: frames)
      steps.append(
        AssembleJob.CopyStep(
          piece: numbers[piece] ?? 0, frames: span,
          groups: groups(of: prepared.pieces[piece].piece, covering: span)))
    }
    return (steps, pieces)
  }

  /// The piece's groups from the IDR at the span's start to the one that holds its last frame.
  private static func groups(of piece: Piece, covering span: FrameSpan) -> [PictureGroup] {
    var position = 0
    var covering: [PictureGroup] = []
    for group in piece.spans.flatMap(\.groups) {
      if position >= span.start, position < span.end { covering.append(group) }
      position += group.frameCount
    }
    return covering
  }
}
