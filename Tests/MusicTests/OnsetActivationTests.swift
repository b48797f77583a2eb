// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Music

struct OnsetActivationTests {
  private func rows(_ count: Int, _ value: (Int, Int) -> Float) -> FrameRows {
    var rows = FrameRows(width: 40)
    for frame in 0..<count { for band in 0..<40 { rows.values.append(value(frame, band)) } }
    return rows
  }

  @Test func `a step is an onset in its own part of the spectrum`() {
    let onsets = OnsetActivation(of: rows(400) { $0 >= 200 && $1 < 5 ? 1 : 0 })
    #expect(onsets.flux[200] == 5)
    #expect(onsets.lowFlux[200] == 5)
    #expect(onsets.midFlux[200] == 0 && onsets.highFlux[200] == 0)
    #expect(onsets.flux[199] == 0 && onsets.flux[202] == 0)
    #expect(onsets.activation[199] > 0.9)
    #expect(onsets.activation[150] == 0)
  }

  @Test func `accents are heights of onsets near beats, against the highest`() {
    let steps = [50: Float(1), 100: 0.5, 150: 1, 200: 1, 250: 1]
    let onsets = OnsetActivation(
      of: rows(300) { frame, _ in
        steps.reduce(0) { $0 + ((frame - $1.key) / 4 == 0 && frame >= $1.key ? $1.value : 0) }
      })
    #expect(onsets.accents(at: [48, 101, 125, 150, 200, 250]) == [1, 0.5, 0, 1, 1, 1])
    #expect(onsets.accents(at: []).isEmpty)
    #expect(onsets.accents(at: [10, 299]) == [0, 0])
  }

  @Test func `what fades is no onset`() {
    let onsets = OnsetActivation(of: rows(300) { frame, _ in 3 - Float(frame) * 0.01 })
    #expect(onsets.flux.dropFirst(2).allSatisfy { $0 == 0 })
  }

  @Test func `silence and an empty piece have no onsets`() {
    #expect(OnsetActivation(of: rows(100) { _, _ in 0 }).activation.allSatisfy { $0 == 0 })
    #expect(OnsetActivation(of: FrameRows(width: 40)).activation.isEmpty)
  }
}
