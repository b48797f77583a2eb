// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import Planning
internal import Testing

struct RenderPlanTests {
  private static let format = HouseFormat(
    canvas: PixelSize(width: 1920, height: 1080), frameRate: Rational(30))
  private static let house = "aa"
  private static let key = ContentKey("f0")

  /// A piece with these spans, each cut into groups of these lengths.
  private static func piece(
    _ spans: [(start: Int, groups: [Int])], content: ContentKey = key,
    format: HouseFormat = format, houseID: String = house
  ) -> Piece {
    var offset = 0
    let all = spans.map { span in
      let count = span.groups.reduce(0, +)
      defer { offset += count }
      return PieceSpan(
        frames: FrameSpan(start: span.start, count: count), offset: offset,
        groups: span.groups.map { PictureGroup(frameCount: $0, digest: "") })
    }
    return Piece(source: content, format: format, houseID: houseID, spans: all)
  }

  private static func plan(_ clips: [(start: Int, count: Int)], _ pieces: [Piece]) throws
    -> RenderPlan
  {
    RenderPlan(for: try timeline(clips), pieces: pieces, format: format, houseID: house)
  }

  private static func timeline(_ clips: [(start: Int, count: Int)]) throws -> Timeline {
    var next = 0
    let all = clips.map { clip in
      defer { next += clip.count }
      return Clip(
        content: key, source: FrameSpan(start: clip.start, count: clip.count), timelineStart: next)
    }
    return try Timeline(frameRate: Rational(30), clips: all, soundtrack: nil)
  }

  @Test func `a clip that starts at an IDR is copied to any end`() throws {
    let plan = try Self.plan([(24, 31)], [Self.piece([(0, [12, 12, 12, 12, 12])])])
    #expect(plan.stretches == [[.copy(piece: 0, offset: 24, frames: 31)]])
    #expect(plan.missing.isEmpty)
    #expect(plan.copiedFrames == 31)
    #expect(plan.encodedFrames == 0)
  }

  @Test func `a clip that starts between IDRs encodes up to the next one`() throws {
    let plan = try Self.plan([(15, 40)], [Self.piece([(0, [12, 12, 12, 12, 12])])])
    #expect(
      plan.stretches == [
        [.encode(FrameSpan(start: 15, count: 9)), .copy(piece: 0, offset: 24, frames: 31)]
      ])
    #expect(
      plan.missing == [
        EncodeSpan(content: Self.key, frames: FrameSpan(start: 15, count: 9), entries: [15])
      ])
  }

  @Test func `a clip that goes on with the one before needs no IDR`() throws {
    let plan = try Self.plan([(0, 17), (17, 20), (36, 4)], [Self.piece([(0, [12, 12, 12, 12])])])
    #expect(
      plan.stretches == [
        [.copy(piece: 0, offset: 0, frames: 37)], [.copy(piece: 0, offset: 36, frames: 4)],
      ])
    #expect(plan.copiedFrames == 41)
  }

  @Test(arguments: [(11, false), (12, true)])
  func `a copy that saves less than a group does not end an encode`(saved: Int, copies: Bool) throws
  {
    let plan = try Self.plan([(6, 6 + saved)], [Self.piece([(0, [12, 12, 12])])])
    #expect(plan.stretches[0].count == (copies ? 2 : 1))
    #expect(plan.copiedFrames == (copies ? saved : 0))
  }

  @Test func `a clip goes on in another piece where the first ends`() throws {
    let pieces = [Self.piece([(100, [12, 12]), (0, [12, 8])]), Self.piece([(20, [4, 12, 12])])]
    let plan = try Self.plan([(0, 40)], pieces)
    #expect(
      plan.stretches == [
        [
          .copy(piece: 0, offset: 24, frames: 20), .copy(piece: 1, offset: 0, frames: 20),
        ]
      ])
  }

  @Test func `a copy never runs past its span although the file goes on`() throws {
    let plan = try Self.plan([(0, 60)], [Self.piece([(0, [12, 12]), (200, [12, 12, 12])])])
    #expect(
      plan.stretches == [
        [
          .copy(piece: 0, offset: 0, frames: 24), .encode(FrameSpan(start: 24, count: 36)),
        ]
      ])
  }

  @Test func `pieces of another house are left alone, quality may differ`() throws {
    var small = Self.format
    small.canvas.width = 1280
    var fine = Self.format
    fine.quality = 16
    let pieces = [
      Self.piece([(0, [12])], houseID: "bb"), Self.piece([(0, [12])], format: small),
      Self.piece([(0, [12])], content: ContentKey("f1")), Self.piece([(0, [12])], format: fine),
    ]
    #expect(
      try Self.plan([(0, 12)], pieces).stretches == [[.copy(piece: 3, offset: 0, frames: 12)]])
    #expect(try Self.plan([(0, 12)], pieces.dropLast()).encodedFrames == 12)
  }

  @Test func `what two clips need is encoded once, with an IDR for each`() throws {
    let plan = try Self.plan([(10, 30), (20, 40), (100, 5), (10, 30)], [])
    #expect(
      plan.missing == [
        EncodeSpan(content: Self.key, frames: FrameSpan(start: 10, count: 50), entries: [10, 20]),
        EncodeSpan(content: Self.key, frames: FrameSpan(start: 100, count: 5), entries: [100]),
      ])
    #expect(plan.encodedFrames == 105)
  }

  @Test(arguments: UInt64(1)...200)
  func `steps cover all clips, and after encoding all are copies`(seed: UInt64) throws {
    var draw = Draw(state: seed)
    let pieces = (0..<Int.random(in: 0...4, using: &draw)).map { _ in
      Self.piece(
        (0..<Int.random(in: 1...4, using: &draw)).map { _ in
          (
            start: Int.random(in: 0...300, using: &draw),
            groups: (0..<Int.random(in: 1...9, using: &draw)).map { _ in
              Int.random(in: 1...12, using: &draw)
            }
          )
        })
    }
    let clips = (0..<8).map { _ in
      (start: Int.random(in: 0...320, using: &draw), count: Int.random(in: 1...90, using: &draw))
    }
    let first = try Self.plan(clips, pieces)
    try Self.check(first, clips, pieces)
    let made = first.missing.map { missing in
      let edges = missing.entries + [missing.frames.end]
      // The encoder adds its own IDRs between the wanted ones.
      let groups = zip(edges, edges.dropFirst()).flatMap { start, end in
        stride(from: start, to: end, by: 12).map { min(12, end - $0) }
      }
      return Self.piece([(missing.frames.start, groups)])
    }
    let second = try Self.plan(clips, pieces + made)
    try Self.check(second, clips, pieces + made)
    #expect(second.encodedFrames == 0)
    #expect(second.missing.isEmpty)
  }

  /// Every step is where the one before ended; every copy starts at an IDR and stays inside its span.
  private static func check(
    _ plan: RenderPlan, _ clips: [(start: Int, count: Int)], _ pieces: [Piece]
  ) throws {
    let wholes = clips.reduce(into: [(start: Int, count: Int)]()) { wholes, clip in
      if let last = wholes.last, last.start + last.count == clip.start {
        wholes[wholes.count - 1].count += clip.count
      } else {
        wholes.append(clip)
      }
    }
    #expect(plan.stretches.count == wholes.count)
    for (clip, steps) in zip(wholes, plan.stretches) {
      var position = clip.start
      for step in steps {
        switch step {
        case .encode(let span):
          #expect(span.start == position)
          #expect(
            plan.missing.contains { $0.entries.contains(position) && $0.frames.end >= span.end })
        case .copy(let piece, let offset, let frames):
          let span = try #require(
            pieces[piece].spans.first {
              $0.offset <= offset && offset < $0.offset + $0.frames.count
            })
          #expect(span.frames.start + offset - span.offset == position)
          #expect(position + frames <= span.frames.end)
          var starts = [span.offset]
          for group in span.groups { starts.append((starts.last ?? 0) + group.frameCount) }
          #expect(starts.dropLast().contains(offset))
        }
        #expect(step.frameCount > 0)
        position += step.frameCount
      }
      #expect(position == clip.start + clip.count)
    }
    let total = clips.reduce(0) { $0 + $1.count }
    #expect(plan.copiedFrames + plan.encodedFrames == total)
  }

  /// Knuth's linear congruential generator: another one than the planner's.
  private struct Draw: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 29
    }
  }

  @Test func `pieces of another look or focus do not join`() throws {
    var other = Self.format
    other.focus = .top
    var graded = Self.format
    graded.look = "ab"
    var small = Self.format
    small.quality = 30
    for (format, copied) in [(other, 0), (graded, 0), (small, 24)] {
      let pieces = [Self.piece([(0, [12, 12])], format: format)]
      #expect(try Self.plan([(0, 24)], pieces).copiedFrames == copied)
    }
  }
}
