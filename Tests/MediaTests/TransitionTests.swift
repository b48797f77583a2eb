// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import Testing

struct TransitionTests {
  @Test func `it lies around its cut`() throws {
    let dissolve = Transition(cut: 100, kind: .dissolve, before: 4, after: 8)
    #expect(dissolve.frameCount == 12)
    #expect(dissolve.start == 96 && dissolve.end == 108)
    #expect(try Coding.roundTrip(dissolve) == dissolve)
  }
}
