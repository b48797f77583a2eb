// SPDX-License-Identifier: GPL-3.0-or-later

import Jobs
import Media
import Testing

struct ComposeJobTests {
  @Test func `an order arrives as it was sent`() throws {
    let composition = Composition(
      frameCount: 20, base: Composition.Layer(content: ContentKey("a"), start: 3),
      change: Composition.Change(
        kind: .dissolve, next: Composition.Layer(content: ContentKey("b"), start: 50), cut: 6,
        ramp: FrameSpan(start: 0, count: 12)),
      overlays: [
        Overlay(
          bitmap: ContentKey("t"), size: PixelSize(width: 3, height: 2), x: -1, y: 4,
          frames: FrameSpan(start: -5, count: 9), fadeIn: 2, fadeOut: 3)
      ])
    var format = HouseFormat(
      canvas: PixelSize(width: 640, height: 360), frameRate: Rational(25), fit: .crop)
    format.focus = .top
    let job = ComposeJob(
      format: format, composition: composition,
      spans: [SpanOrder(frames: FrameSpan(start: 2, count: 9), entries: [5])])
    let sent = try Wire.value(of: ComposeJob.self, in: Wire.line(job))
    #expect(sent.composition == composition)
    #expect(sent.format == format)
    #expect(sent.spans == job.spans)
    #expect(ComposeJob.kind == .compose)
    #expect(job.pixels == 640 * 360)
  }
}
