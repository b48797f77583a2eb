// SPDX-License-Identifier: GPL-3.0-or-later

@testable internal import Settings
internal import Testing

struct SuggestionTests {
  @Test(arguments: [
    ("style", "style", 0), ("stlye", "style", 1), ("styl", "style", 1), ("", "abc", 3),
    ("kitten", "sitting", 3), ("abc", "", 3), ("ab", "ba", 1),
  ])
  func `a distance counts letters, and a swap once`(first: String, second: String, distance: Int) {
    #expect(editDistance(Array(first), Array(second)) == distance)
  }

  @Test(arguments: [
    ("stlye", "style"), ("aspekt", "aspect"), ("MAX-SHOT", "max_shot"), ("fp", "fps"),
    ("resoluton", "resolution"), ("x", nil), ("colour", nil), ("", nil),
    (String(repeating: "style", count: 1000), nil),
  ])
  func `a guess is near or none`(word: String, guess: String?) {
    let keys = MontageKey.allCases.map(\.rawValue)
    #expect(nearest(to: word, among: keys) == guess)
  }
}
