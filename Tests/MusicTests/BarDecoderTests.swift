// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Music

struct BarDecoderTests {
  private func heard(period: Int, meter: Int, frames: Int) -> BeatActivation {
    BeatActivation.peaks(period: period, meter: meter, frames: frames)
  }

  @Test(arguments: [3, 4, 5, 7])
  func `the metre is what the downbeats say`(meter: Int) throws {
    let heard = heard(period: 50, meter: meter, frames: 4000)
    let path = try #require(BarDecoder(heard: heard, meter: nil).path(55...205))
    #expect(path.meter == meter)
    #expect(path.beats.enumerated().allSatisfy { $1.position == $0 % meter })
  }

  @Test func `a metre that is told is kept to`() throws {
    let heard = heard(period: 50, meter: 4, frames: 4000)
    let path = try #require(BarDecoder(heard: heard, meter: 3).path(55...205))
    #expect(path.meter == 3)
    #expect(
      zip(path.beats, path.beats.dropFirst()).allSatisfy { $1.position == ($0.position + 1) % 3 })
  }

  @Test func `a long piece is decoded in stretches as in one go`() throws {
    let heard = heard(period: 47, meter: 4, frames: 30_000)
    let whole = try #require(BarDecoder(heard: heard, meter: nil).path(55...205))
    let parts = try #require(BarDecoder(heard: heard, meter: nil, stretch: 8_000).path(55...205))
    #expect(parts.meter == 4)
    #expect(parts.beats.map(\.position) == whole.beats.map(\.position))
    #expect(zip(parts.beats, whole.beats).allSatisfy { abs($0.frame - $1.frame) <= 1 })
  }

  @Test func `less than a beat is no path`() {
    let heard = BeatActivation(beat: [0.5, 0.5], downbeat: [0.1, 0.1])
    #expect(BarDecoder(heard: heard, meter: nil).path(55...205) == nil)
  }
}
