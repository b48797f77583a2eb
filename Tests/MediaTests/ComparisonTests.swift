// SPDX-License-Identifier: GPL-3.0-or-later

import Media
import Testing

struct ComparisonTests {
  private static func film(_ cuts: [Int], rate: Rational = Rational(30)) -> ComparedFilm {
    ComparedFilm(
      frames: 300, frameRate: rate, size: PixelSize(width: 320, height: 180),
      duration: MediaTime(seconds: 10), cuts: cuts)
  }

  private static func comparison(_ first: ComparedFilm, _ second: ComparedFilm) -> Comparison {
    Comparison(
      first: first, second: second, likeness: Likeness(frames: 300, isScaled: false))
  }

  @Test(arguments: [
    (0, [50, 120], [53, 121]), (1, [50], [53]), (2, [50], [53]), (3, [], []),
  ])
  func `a cut is alone where the other film has none that near`(
    tolerance: Int, first: [Int], second: [Int]
  ) {
    let comparison = Self.comparison(Self.film([50, 120, 200]), Self.film([53, 121, 200]))
    #expect(comparison.cutsOnlyInFirst(tolerance: tolerance) == first)
    #expect(comparison.cutsOnlyInSecond(tolerance: tolerance) == second)
  }

  @Test func `cuts at the same time agree at any rate, and keep their own numbers`() {
    let comparison = Self.comparison(
      Self.film([30, 60, 91]), Self.film([60, 120, 150], rate: Rational(60)))
    #expect(comparison.cutsOnlyInFirst(tolerance: 0) == [91])
    #expect(comparison.cutsOnlyInSecond(tolerance: 0) == [150])
  }
}
