// SPDX-License-Identifier: GPL-3.0-or-later

import Catalog
import Jobs
import Media
import Planning
import Testing

@testable import Pipeline

struct CopyStepsTests {
  private let format = HouseFormat(
    canvas: PixelSize(width: 320, height: 180), frameRate: Rational(30))

  /// A piece of one source with spans of groups of these lengths.
  private func piece(_ source: String, spans: [(start: Int, groups: [Int])]) -> StoredPiece {
    var offset = 0
    var made: [PieceSpan] = []
    for span in spans {
      let count = span.groups.reduce(0, +)
      let groups = span.groups.enumerated().map { index, count in
        PictureGroup(frameCount: count, digest: "\(source)\(span.start).\(index)")
      }
      made.append(
        PieceSpan(
          frames: FrameSpan(start: span.start, count: count), offset: offset, groups: groups))
      offset += count
    }
    return StoredPiece(
      piece: Piece(source: ContentKey(source), format: format, houseID: "h", spans: made),
      file: PieceFile(name: "\(source).mp4", byteCount: 1, lastUsed: 0))
  }

  private func prepared(
    _ clips: [(source: String, start: Int, count: Int)], _ pieces: [StoredPiece]
  ) throws -> PieceMaker.Prepared {
    var start = 0
    let timeline = try Timeline(
      frameRate: format.frameRate,
      clips: clips.map { clip in
        defer { start += clip.count }
        return Clip(
          content: ContentKey(clip.source), source: FrameSpan(start: clip.start, count: clip.count),
          timelineStart: start)
      }, soundtrack: nil)
    let plan = RenderPlan(
      for: timeline, pieces: pieces.map(\.piece), format: format, houseID: "h")
    return PieceMaker.Prepared(plan: plan, pieces: pieces, encodedFrames: 0)
  }

  @Test func `a clip takes the groups that hold its frames, the last one even in part`() throws {
    let a = piece("a", spans: [(100, [12, 12, 12]), (300, [12, 6])])
    let (steps, pieces) = CopySteps.steps(
      of: try prepared([("a", 112, 13), ("a", 300, 18)], [a]))
    #expect(pieces == [a])
    #expect(steps.map(\.piece) == [0, 0])
    #expect(
      steps.map(\.frames) == [FrameSpan(start: 12, count: 13), FrameSpan(start: 36, count: 18)])
    #expect(
      steps.map { $0.groups.map(\.digest) } == [["a100.1", "a100.2"], ["a300.0", "a300.1"]])
  }

  @Test func `only pieces that are used are handed over, in the order of their first use`() throws {
    let all = ["a", "b", "c"].map { piece($0, spans: [(0, [12, 12])]) }
    let (steps, pieces) = CopySteps.steps(
      of: try prepared([("c", 0, 12), ("a", 12, 5), ("c", 12, 12)], all))
    #expect(pieces.map(\.file.name) == ["c.mp4", "a.mp4"])
    #expect(steps.map(\.piece) == [0, 1, 0])
    #expect(steps.reduce(0) { $0 + $1.frames.count } == 29)
  }
}
