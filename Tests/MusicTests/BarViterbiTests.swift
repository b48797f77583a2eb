// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Music

struct BarViterbiTests {
  private func activations(
    period: Int, meter: Int, frames: Int, first: Int = 7
  ) -> BeatActivation {
    BeatActivation.peaks(period: period, meter: meter, frames: frames, first: first)
  }

  private func decode(
    _ heard: BeatActivation, meter: Int
  ) -> BarPath? {
    BarViterbi(tempi: 55...205, rigidity: 150, meter: meter)
      .decode(beat: heard.beat, downbeat: heard.downbeat)
  }

  @Test(arguments: [31, 50, 97], [3, 4])
  func `peaks are beats and the metre is the more probable one`(period: Int, meter: Int) throws {
    let heard = activations(period: period, meter: meter, frames: 1500)
    let right = try #require(decode(heard, meter: meter))
    let wrong = try #require(decode(heard, meter: 7 - meter))
    #expect(right.score > wrong.score)
    let expected = Array(stride(from: 7, to: 1498, by: period))
    #expect(abs(right.beats.count - expected.count) <= 1)
    for (index, frame) in expected.dropLast().enumerated() {
      #expect(abs(right.beats[index].frame - frame) <= 3)
      #expect(right.beats[index].position == index % meter)
    }
  }

  @Test func `a path follows a step of tempo`() throws {
    let slow = activations(period: 50, meter: 1, frames: 800)
    let fast = activations(period: 46, meter: 1, frames: 800, first: 46)
    let beat = slow.beat + fast.beat
    let path = try #require(
      BarViterbi(tempi: 55...205, rigidity: 150, meter: 1).decode(beat: beat, downbeat: beat))
    #expect(path.beats.prefix(12).allSatisfy { abs($0.period - 50) <= 3 })
    #expect(path.beats.suffix(12).allSatisfy { abs($0.period - 46) <= 2 })
  }

  @Test func `consecutive beats are a period apart and a position on`() throws {
    let path = try #require(decode(activations(period: 37, meter: 4, frames: 1000), meter: 4))
    for (beat, next) in zip(path.beats, path.beats.dropFirst()) {
      #expect(next.frame == beat.frame + beat.period)
      #expect(next.position == (beat.position + 1) % 4)
    }
  }

  @Test(arguments: [0, 1, 29])
  func `less than a beat has no path`(frames: Int) {
    let none = [Float](repeating: 0, count: frames)
    #expect(decode(BeatActivation(beat: none, downbeat: none), meter: 4) == nil)
  }
}
