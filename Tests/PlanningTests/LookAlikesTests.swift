// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
@testable import Planning
internal import PlanningExamples
internal import Testing

struct LookAlikesTests {
  private func groups(_ prints: [[UInt64]], scores: [Double] = []) -> [Int] {
    let file = Files.file(0, shots: prints.map { _ in 5 }) { index, metrics in
      metrics.fingerprints = prints[index]
      if scores.indices.contains(index) { metrics.score = scores[index] }
    }
    return LookAlikes.groups(of: [file])[0]
  }

  @Test(arguments: 0...10)
  func `up to six bits apart is the same picture, wherever the bits are`(bits: Int) {
    var generator = SplitMix64(seed: UInt64(bits))
    for _ in 0..<50 {
      let first = generator.next()
      var places = Array(0..<64)
      places.shuffle(seededBy: &generator)
      let second = places.prefix(bits).reduce(first) { $0 ^ 1 << UInt64($1) }
      let found = groups([[first], [second]])
      #expect((found[0] == found[1]) == (bits <= 6))
    }
  }

  @Test func `one picture of three is enough`() {
    let found = groups([[1, 0xffff << 8, 0xffff << 40], [0xffff << 24, 0xffff << 40, 0xff << 56]])
    #expect(found[0] == found[1])
  }

  @Test func `groups do not chain from picture to picture`() {
    // Each is five bits from the one before; the best leads, so the third is too far from it.
    let found = groups([[0], [0b11111], [0b11111_11111]], scores: [0.9, 0.5, 0.4])
    #expect(found[0] == found[1])
    #expect(found[0] != found[2])
  }

  @Test func `flat shots without a fingerprint are like no other`() {
    let found = groups([[], [], []])
    #expect(Set(found).count == 3)
  }
}
