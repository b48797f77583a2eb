// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@testable import Music

extension FeatureSeries {
  /// A piece of no length.
  static var silence: FeatureSeries {
    FeatureSeries(
      sampleCount: 0, mel: FrameRows(width: 40), semitones: FrameRows(width: 48), level: [],
      envelope: FrameRows(width: envelopeParts), gain: 1)
  }
}

struct AttackFinderTests {
  private func finder(of music: SyntheticMusic) throws -> AttackFinder {
    var features = try BeatFeatures()
    features.process(music.samples)
    return AttackFinder(features.finish())
  }

  @Test(arguments: [1.0, 1.0013, 1.0037, 1.0068, 1.5], [-0.012, 0, 0.012])
  func `a hard attack is found to two milliseconds`(time: Double, off: Double) throws {
    let finder = try finder(of: SyntheticMusic.clicks(at: [time], seconds: 2))
    let found = try #require(finder.attack(near: time + off))
    #expect(abs(found - time) < 0.002)
  }

  @Test func `what swells is no attack, nor is what is far or outside the piece`() throws {
    var music = SyntheticMusic(seconds: 2)
    for index in music.samples.indices.dropLast(11_025) {
      music.samples[index] = Float(index) / 200_000 * sin(Float(index) * 0.1)
    }
    music.tone(1000, at: 1.9, gain: 0.5)
    let finder = try finder(of: music)
    #expect(finder.attack(near: 1.2) == nil)
    #expect(finder.attack(near: 1.85) == nil)
    #expect(finder.attack(near: 5) == nil)
    #expect(AttackFinder(.silence).attack(near: 0) == nil)
  }
}
