// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// How a timeline comes to be: by packet copy from pieces, and by encoding where no piece has it.
package struct RenderPlan: Hashable, Sendable {
  /// The steps of each stretch of one source, which is one clip or several that go on where the one before ends;
  /// together they cover the film in order.
  package let stretches: [[RenderStep]]
  /// What must be encoded before all steps are copies, by source and position; nothing twice.
  package let missing: [EncodeSpan]
  package let copiedFrames: Int
  package let encodedFrames: Int

  /// Chooses among pieces whose house id is `houseID` and whose format is `format`, but for quality.
  package init(for timeline: Timeline, pieces: [Piece], format: HouseFormat, houseID: String) {
    let index = PieceIndex(pieces, format: format, houseID: houseID)
    let wholes = Self.stretches(of: timeline.clips)
    stretches = wholes.map { content, span in
      CopyPath(through: span, entries: index.entries(of: content)).steps
    }
    var wanted: [(content: ContentKey, span: FrameSpan)] = []
    var copied = 0
    for (whole, steps) in zip(wholes, stretches) {
      for step in steps {
        switch step {
        case .copy(_, _, let frames): copied += frames
        case .encode(let span): wanted.append((whole.content, span))
        }
      }
    }
    copiedFrames = copied
    encodedFrames = wanted.reduce(0) { $0 + $1.span.count }
    missing = EncodeSpan.merged(wanted)
  }

  /// A clip that goes on with the one before needs no group of its own.
  private static func stretches(of clips: [Clip]) -> [(content: ContentKey, span: FrameSpan)] {
    var stretches: [(content: ContentKey, span: FrameSpan)] = []
    for clip in clips {
      if let last = stretches.last, last.content == clip.content,
        last.span.end == clip.source.start
      {
        stretches[stretches.count - 1].span.count += clip.source.count
      } else {
        stretches.append((clip.content, clip.source))
      }
    }
    return stretches
  }
}

/// One step towards a clip.
package enum RenderStep: Hashable, Sendable {
  /// Packets of piece `piece` (index in the list given), from the `offset`th frame of its file, an IDR.
  case copy(piece: Int, offset: Int, frames: Int)
  /// Frames of the clip's source.
  case encode(FrameSpan)

  package var frameCount: Int {
    switch self {
    case .copy(_, _, let frames): frames
    case .encode(let span): span.count
    }
  }
}

/// Frames of a source to encode in house format.
package struct EncodeSpan: Hashable, Sendable, Codable {
  package var content: ContentKey
  package var frames: FrameSpan
  /// Where clips enter it: frames of the source that must become IDRs, the first of the span among them.
  package var entries: [Int]

  package init(content: ContentKey, frames: FrameSpan, entries: [Int]) {
    self.content = content
    self.frames = frames
    self.entries = entries
  }

  /// Joins spans that overlap or touch, sorted by source and position.
  static func merged(_ spans: [(content: ContentKey, span: FrameSpan)]) -> [EncodeSpan] {
    var merged: [EncodeSpan] = []
    let sorted = spans.sorted {
      ($0.content, $0.span.start, $0.span.count) < ($1.content, $1.span.start, $1.span.count)
    }
    for (content, span) in sorted {
      guard let last = merged.last, last.content == content, span.start <= last.frames.end else {
        merged.append(EncodeSpan(content: content, frames: span, entries: [span.start]))
        continue
      }
      let end = max(last.frames.end, span.end)
      merged[merged.count - 1].frames.count = end - last.frames.start
      if last.entries.last != span.start { merged[merged.count - 1].entries.append(span.start) }
    }
    return merged
  }
}
