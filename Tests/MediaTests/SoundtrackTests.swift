// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Media
import Testing

struct SoundtrackTests {
  @Test func `a soundtrack comes back from JSON as it was`() throws {
    let soundtrack = Soundtrack(
      content: ContentKey("ff"), start: MediaTime(ticks: 44_101, timebase: Rational(1, 44_100)),
      fadeIn: MediaTime(seconds: 0.02), fadeOut: MediaTime(seconds: 0.5), sound: .original,
      loudness: -16.5)
    let copy = try JSONDecoder().decode(
      Soundtrack.self, from: JSONEncoder().encode(soundtrack))
    #expect(copy == soundtrack)
    #expect(copy.start.timebase == Rational(1, 44_100))
  }

  @Test func `by itself a song is heard as it is`() {
    let soundtrack = Soundtrack(content: ContentKey("ff"), start: .zero, fadeOut: .zero)
    #expect(soundtrack.sound == .music)
    #expect(soundtrack.loudness == nil)
    #expect(soundtrack.fadeIn == .zero)
  }
}
