// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import Planning
internal import Testing

struct ComposedFilmTests {
  /// Clips of sources a, b, c of these lengths, each from frame 100 of its own.
  private func film(_ lengths: [Int], _ transitions: [Transition] = []) throws -> Timeline {
    var start = 0
    let clips = lengths.enumerated().map { index, count in
      defer { start += count }
      return Clip(
        content: ContentKey(["a", "b", "c"][index]), source: FrameSpan(start: 100, count: count),
        timelineStart: start)
    }
    return try Timeline(
      frameRate: Rational(30), clips: clips, soundtrack: nil, transitions: transitions)
  }

  private func composed(_ film: Timeline, _ overlays: [Overlay] = []) -> ComposedFilm {
    var count = 0
    return ComposedFilm(film, overlays: overlays) { _ in
      count += 1
      return ContentKey("v\(count)")
    }
  }

  private func overlay(_ start: Int, _ count: Int) -> Overlay {
    Overlay(
      bitmap: ContentKey("t"), size: PixelSize(width: 4, height: 4), x: 0, y: 0,
      frames: FrameSpan(start: start, count: count))
  }

  /// Source, first frame in it, frames.
  private func parts(_ film: ComposedFilm) -> [String] {
    film.timeline.clips.map { "\($0.content) \($0.source.start)+\($0.source.count)" }
  }

  @Test func `a film of hard cuts stays as it is`() throws {
    let film = try film([40, 50])
    let result = composed(film)
    #expect(result.timeline == film)
    #expect(result.compositions.isEmpty)
  }

  @Test func `a dissolve is a clip of its own, up to where the next clip can be copied`() throws {
    let film = try film([40, 50], [Transition(cut: 40, kind: .dissolve, before: 4, after: 8)])
    let result = composed(film)
    #expect(parts(result) == ["a 100+36", "v1 0+16", "b 112+38"])
    #expect(result.timeline.frameCount == 90)
    #expect(result.timeline.transitions.isEmpty)
    #expect(
      result.compositions == [
        ContentKey("v1"): Composition(
          frameCount: 16, base: Composition.Layer(content: ContentKey("a"), start: 136),
          change: Composition.Change(
            kind: .dissolve, next: Composition.Layer(content: ContentKey("b"), start: 100),
            cut: 4, ramp: FrameSpan(start: 0, count: 12)))
      ])
  }

  @Test func `a dissolve that ends on an entry is not lengthened`() throws {
    let before = Transition(cut: 40, kind: .dissolve, before: 12, after: 0)
    #expect(parts(composed(try film([40, 50], [before]))) == ["a 100+28", "v1 0+12", "b 100+50"])
    let after = Transition(cut: 40, kind: .dissolve, before: 0, after: 12)
    #expect(parts(composed(try film([40, 50], [after]))) == ["a 100+40", "v1 0+12", "b 112+38"])
  }

  @Test func `between two near dissolves nothing is left over`() throws {
    let film = try film(
      [40, 14, 40],
      [
        Transition(cut: 40, kind: .dissolve, before: 4, after: 4),
        Transition(cut: 54, kind: .dip, before: 4, after: 4),
      ])
    let result = composed(film)
    #expect(parts(result) == ["a 100+36", "v1 0+14", "v2 0+16", "c 112+28"])
    #expect(result.compositions[ContentKey("v2")]?.base.start == 110)
  }

  @Test func `an overlay touches the clips that it lies over, each from its own first frame`()
    throws
  {
    let result = composed(try film([40, 50]), [overlay(30, 20)])
    #expect(parts(result) == ["a 100+30", "v1 0+10", "v2 0+12", "b 112+38"])
    let first = try #require(result.compositions[ContentKey("v1")])
    #expect(first.base == Composition.Layer(content: ContentKey("a"), start: 130))
    #expect(first.overlays.map(\.frames) == [FrameSpan(start: 0, count: 20)])
    let second = try #require(result.compositions[ContentKey("v2")])
    #expect(second.overlays.map(\.frames) == [FrameSpan(start: -10, count: 20)])
    #expect(second.change == nil)
  }

  @Test func `an overlay over a dissolve lies in it as well`() throws {
    let film = try film([40, 50], [Transition(cut: 40, kind: .dissolve, before: 4, after: 8)])
    let result = composed(film, [overlay(38, 20)])
    #expect(parts(result) == ["a 100+36", "v1 0+16", "v2 0+12", "b 124+26"])
    #expect(
      result.compositions[ContentKey("v1")]?.overlays.map(\.frames)
        == [FrameSpan(start: 2, count: 20)])
    #expect(
      result.compositions[ContentKey("v2")]?.base
        == Composition.Layer(content: ContentKey("b"), start: 112))
  }

  @Test func `an overlay from the film's start to its end leaves nothing to copy`() throws {
    let result = composed(try film([13, 7]), [overlay(0, 100)])
    #expect(parts(result) == ["v1 0+13", "v2 0+7"])
    #expect(composed(try film([13, 7]), [overlay(50, 10)]).compositions.isEmpty)
  }

  @Test(arguments: 0..<60)
  func `length and order stay, whatever is laid over`(seed: Int) throws {
    let before = seed % 7
    let after = 4 + seed * 5 % 9
    let kind = Transition.Kind.allCases[seed % 3]
    let film = try film(
      [30, 40, 35],
      [
        Transition(cut: 30, kind: kind, before: before, after: after),
        Transition(cut: 70, kind: .dissolve, before: after, after: before),
      ])
    let result = composed(film, [overlay(seed, seed * 7 % 50 + 1), overlay(seed * 3 % 90, 11)])
    #expect(result.timeline.frameCount == 105)
    for clip in result.timeline.clips {
      if let composition = result.compositions[clip.content] {
        #expect(composition.isPossible)
        #expect(clip.source == FrameSpan(start: 0, count: composition.frameCount))
      } else {
        let source = try #require(film.clips.first { $0.content == clip.content })
        // What is not touched stands where it stood.
        #expect(
          clip.timelineStart - clip.source.start == source.timelineStart - source.source.start)
      }
    }
  }
}
