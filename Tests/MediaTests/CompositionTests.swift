// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import Testing

struct CompositionTests {
  private func composition(_ kind: Transition.Kind, before: Int, after: Int) -> Composition {
    Composition(
      frameCount: 2 + before + after + 3,
      base: Composition.Layer(content: ContentKey("a"), start: 10),
      change: Composition.Change(
        kind: kind, next: Composition.Layer(content: ContentKey("b"), start: 50), cut: 2 + before,
        ramp: FrameSpan(start: 2, count: before + after)))
  }

  @Test func `a dissolve goes evenly from one picture to the next`() {
    let dissolve = composition(.dissolve, before: 2, after: 1)
    let mixes = (0..<dissolve.frameCount).map(dissolve.mix)
    #expect(
      mixes == [
        .base, .base, .both(next: 64), .both(next: 128), .both(next: 192), .next, .next, .next,
      ])
    #expect(dissolve.baseFrames == 5 && dissolve.nextFrom == 2)
  }

  @Test func `a dip is wholly dark on the cut, and only there`() {
    let dip = composition(.dip, before: 3, after: 4)
    let weights = (0..<dip.frameCount).map { frame in
      if case .dipped(let isNext, let weight, false) = dip.mix(at: frame) {
        #expect(isNext == (frame >= 5))
        return weight
      }
      return -1
    }
    #expect(weights == [-1, -1, 192, 128, 64, 0, 64, 128, 192, -1, -1, -1])
    #expect(dip.baseFrames == 5 && dip.nextFrom == 5)
    #expect(
      composition(.dipToWhite, before: 3, after: 4).mix(at: 5)
        == .dipped(isNext: true, weight: 0, isWhite: true))
  }

  @Test func `without a change the base is seen throughout`() {
    let plain = Composition(
      frameCount: 4, base: Composition.Layer(content: ContentKey("a"), start: 0))
    #expect((0..<4).allSatisfy { plain.mix(at: $0) == .base })
    #expect(plain.baseFrames == 4 && plain.nextFrom == nil)
  }

  @Test func `JSON keeps it, and equal ones are equal text`() throws {
    var film = composition(.dipToWhite, before: 4, after: 4)
    film.overlays = [
      Overlay(
        bitmap: ContentKey("t"), size: PixelSize(width: 3, height: 2), x: -1, y: 4,
        frames: FrameSpan(start: -5, count: 9), fadeIn: 2, fadeOut: 3)
    ]
    #expect(try Coding.roundTrip(film) == film)
    #expect(film.inputs == [ContentKey("a"), ContentKey("b"), ContentKey("t")])
    #expect(film.isPossible)
  }

  @Test func `what contradicts itself is told`() {
    let good = composition(.dissolve, before: 4, after: 4)
    #expect(good.isPossible)
    var bad = good
    bad.frameCount = 9
    #expect(!bad.isPossible)
    bad = good
    bad.change?.cut = 11
    #expect(!bad.isPossible)
    bad = good
    bad.change?.next.start = 3
    #expect(!bad.isPossible)
    bad = good
    bad.base.start = -1
    #expect(!bad.isPossible)
    bad = good
    bad.overlays = [
      Overlay(
        bitmap: ContentKey("t"), size: PixelSize(width: 0, height: 2), x: 0, y: 0,
        frames: FrameSpan(start: 0, count: 9))
    ]
    #expect(!bad.isPossible)
  }
}
