// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import Planning
internal import Testing

struct WarmthTests {
  private static let format = HouseFormat(
    canvas: PixelSize(width: 1920, height: 1080), frameRate: Rational(30))

  private static func with(_ change: (inout HouseFormat) -> Void) -> HouseFormat {
    var format = format
    change(&format)
    return format
  }

  /// A film of 60 frames from each of clips a and b, with a dissolve or without; of 120 frames in all.
  private static func warmth(
    _ pieces: [Piece] = [], _ holdings: [Warmth.Holding] = [], isDissolved: Bool = false,
    format: HouseFormat = format
  ) throws -> Warmth {
    let clips = ["a", "b"].enumerated().map { index, name in
      Clip(
        content: ContentKey(name), source: FrameSpan(start: 120, count: 60),
        timelineStart: 60 * index)
    }
    let film = try Timeline(
      frameRate: Rational(30), clips: clips, soundtrack: nil,
      transitions: isDissolved
        ? [Transition(cut: 60, kind: .dissolve, before: 6, after: 6)] : [])
    let composed = ComposedFilm(film) { _ in ContentKey("v") }
    let plan = RenderPlan(
      for: composed.timeline, pieces: pieces, format: format, houseID: "h")
    let held = pieces.map { Warmth.Holding(content: $0.source, format: $0.format, frames: 600) }
    return Warmth(of: composed, by: plan, format: format, holdings: held + holdings)
  }

  private static func piece(_ name: String, from start: Int = 120, count: Int = 60) -> Piece {
    Piece(
      source: ContentKey(name), format: format, houseID: "h",
      spans: [
        PieceSpan(
          frames: FrameSpan(start: start, count: count), offset: 0,
          groups: (0..<count / 12).map { _ in PictureGroup(frameCount: 12, digest: "") })
      ])
  }

  private static func holding(
    _ name: String, _ format: HouseFormat = format, frames: Int = 600, isAway: Bool = false
  ) -> Warmth.Holding {
    Warmth.Holding(content: ContentKey(name), format: format, frames: frames, isAway: isAway)
  }

  @Test func `a film all of which stands in the cache is warm`() throws {
    let warmth = try Self.warmth([Self.piece("a"), Self.piece("b")])
    #expect(warmth.degree == .warm)
    #expect(warmth.reason == "every frame stands in the cache")
  }

  @Test func `footage of which nothing was encoded makes it cold`() throws {
    let warmth = try Self.warmth([], [Self.holding("c")])
    #expect(warmth.degree == .cold)
    #expect(
      warmth.reason == "all 120 frames must be encoded: nothing of this footage was encoded yet")
  }

  @Test func `other moments than those that were encoded are counted`() throws {
    let partly = try Self.warmth([Self.piece("a"), Self.piece("b", from: 144, count: 36)])
    #expect(partly.degree == .partly)
    #expect(
      partly.reason
        == "24 of 120 frames must be encoded: they are outside the moments encoded ahead")
    let cold = try Self.warmth([], [Self.holding("a"), Self.holding("b")])
    #expect(cold.degree == .cold)
    #expect(
      cold.reason == "all 120 frames must be encoded: they are outside the moments encoded ahead")
  }

  @Test func `title and transition are told apart from footage`() throws {
    let made = [Self.piece("a"), Self.piece("b")]
    let only = try Self.warmth(made, isDissolved: true)
    #expect(only.degree == .partly)
    #expect(only.reason == "18 of 120 frames must be encoded: they are title or transition")
    let both = try Self.warmth([made[0]], isDissolved: true)
    #expect(
      both.reason == "66 of 120 frames must be encoded: 48 are of clips of which nothing was "
        + "encoded yet, 18 are title or transition")
  }

  @Test func `what lies in a place that is away is said to`() throws {
    let warmth = try Self.warmth(
      [Self.piece("a", count: 48)], [Self.holding("b", isAway: true)])
    #expect(
      warmth.reason == "72 of 120 frames must be encoded: 12 are outside the moments encoded "
        + "ahead, 60 are in pieces in the second cache folder, which is away")
  }

  @Test(
    arguments: [
      (
        with { $0.canvas = PixelSize(width: 1080, height: 1920) },
        "1080x1920 (resolution or aspect)"
      ),
      (with { $0.frameRate = Rational(30_000, 1001) }, "at 29.97 fps (fps)"),
      (with { $0.frameRate = Rational(24_000, 1001) }, "at 23.976 fps (fps)"),
      (with { $0.fit = .crop }, "fit crop (fit)"),
      (with { $0.quality = 14 }, "quality 14 (quality)"),
      (with { $0.look = "c0ffee" }, "with a table of colours (lut)"),
      (
        with { ($0.fit, $0.focus, $0.quality) = (.crop, .top, 17) },
        "fit crop (fit), focus top (focus), quality 17 (quality)"
      ),
    ])
  func `another format is named with what differs and its key`(
    format: HouseFormat, words: String
  ) throws {
    let warmth = try Self.warmth(
      [], [Self.holding("a"), Self.holding("b")], format: format)
    #expect(warmth.degree == .cold)
    #expect(
      warmth.reason == "all 120 frames must be encoded: the cache holds this footage in "
        + "1920x1080 at 30 fps, fit blur, quality 20; this film is \(words)")
  }

  @Test func `of several formats the nearest is named, of equally near ones the fuller`() throws {
    let far = Self.with { ($0.fit, $0.quality) = (.crop, 25) }
    let near = Self.with { $0.fit = .bars }
    let nearer = Self.with { $0.quality = 14 }
    let holdings = [
      Self.holding("a", far, frames: 9000), Self.holding("a", near, frames: 20),
      Self.holding("b", near, frames: 20), Self.holding("a", nearer, frames: 60),
    ]
    let warmth = try Self.warmth([], holdings)
    #expect(
      warmth.reason.hasSuffix(
        "1920x1080 at 30 fps, fit blur, quality 14; this film is quality 20 (quality)"))
  }
}
