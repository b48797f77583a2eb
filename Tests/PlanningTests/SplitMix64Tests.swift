// SPDX-License-Identifier: GPL-3.0-or-later

@testable import Planning
internal import Testing

struct SplitMix64Tests {
  @Test func `the published sequence of seed 1234567 comes out`() {
    var generator = SplitMix64(seed: 1_234_567)
    let drawn = (0..<5).map { _ in generator.next() }
    #expect(
      drawn == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
      ])
  }

  @Test func `units are spread over 0 to 1 and depend on every argument`() {
    let units = (0..<1000).map { SplitMix64.unit(7, $0, 3) }
    #expect(units.allSatisfy { (0..<1).contains($0) })
    #expect(abs(units.reduce(0, +) / 1000 - 0.5) < 0.05)
    #expect(SplitMix64.unit(7, 1, 2) != SplitMix64.unit(8, 1, 2))
    #expect(SplitMix64.unit(7, 1, 2) != SplitMix64.unit(7, 2, 1))
  }

  @Test func `a shuffle keeps every element and follows its seed`() {
    func shuffled(_ seed: UInt64) -> [Int] {
      var generator = SplitMix64(seed: seed)
      var numbers = Array(0..<50)
      numbers.shuffle(seededBy: &generator)
      return numbers
    }
    #expect(shuffled(1).sorted() == Array(0..<50))
    #expect(shuffled(1) == shuffled(1))
    #expect(shuffled(1) != shuffled(2))
  }
}
