// SPDX-License-Identifier: GPL-3.0-or-later

import Media
import Planning
import Testing

struct TitleRuleTests {
  /// 30 frames a second, a beat every half second.
  private func rule(frames: Int, beats: [Int]? = nil) throws -> TitleRule {
    let clip = Clip(
      content: ContentKey("a"), source: FrameSpan(start: 0, count: frames), timelineStart: 0)
    let film = try Timeline(frameRate: Rational(30), clips: [clip], soundtrack: nil)
    return TitleRule(film, beats: beats ?? Array(stride(from: 4, to: frames, by: 15)))
  }

  @Test(arguments: [
    // Beats at 4, 19, ... 79, 94: the nearest to 90 is 94.
    (300, false, 3.0, FrameSpan(start: 0, count: 94)),
    (300, false, 1.0, FrameSpan(start: 0, count: 34)),
    // ... 199, 214: the nearest to 210 is 214.
    (300, true, 3.0, FrameSpan(start: 214, count: 86)),
    // A film shorter than the title is under it as a whole.
    (60, false, 3.0, FrameSpan(start: 0, count: 60)),
    (60, true, 3.0, FrameSpan(start: 0, count: 60)),
  ])
  func `a title begins or ends on a beat`(
    frames: Int, atEnd: Bool, seconds: Double, span: FrameSpan
  ) throws {
    let rule = try rule(frames: frames)
    #expect(rule.span(atEnd: atEnd, length: MediaTime(seconds: seconds)) == span)
  }

  @Test(arguments: [[], [0], [10, 290]])
  func `where no beat is near it lasts as long as was asked`(beats: [Int]) throws {
    let rule = try rule(frames: 300, beats: beats)
    #expect(rule.span(atEnd: false) == FrameSpan(start: 0, count: 90))
    #expect(rule.span(atEnd: true) == FrameSpan(start: 210, count: 90))
  }

  @Test func `it stands in the middle, on even pixels, and fades within a third of a second`()
    throws
  {
    let size = PixelSize(width: 500, height: 98)
    let canvas = PixelSize(width: 1920, height: 1080)
    let span = FrameSpan(start: 0, count: 94)
    let rule = try rule(frames: 300)
    let overlay = rule.overlay(ContentKey("t"), size: size, canvas: canvas, frames: span)
    #expect(overlay.x == 710 && overlay.y == 490)
    #expect(overlay.size == size && overlay.frames == span)
    #expect(overlay.fadeIn == 9 && overlay.fadeOut == 9)
    #expect(overlay.isPossible)
    #expect(overlay.opacity(at: 0) < 64 && overlay.opacity(at: 40) == 256)
    #expect(overlay.opacity(at: 93) < 64 && overlay.opacity(at: 94) == 0)
    let brief = rule.overlay(
      ContentKey("t"), size: size, canvas: canvas, frames: FrameSpan(start: 0, count: 8))
    #expect(brief.fadeIn == 2 && brief.fadeOut == 2)
  }
}
