// SPDX-License-Identifier: GPL-3.0-or-later

internal import Footage
internal import TestSupport
internal import Testing

struct CentreSelectionTests {
  @Test func `the better of two neighbours wins, whichever comes first`() {
    for ranks in [[0.4, 0.6], [0.6, 0.4]] as [[Float]] {
      var selection = CentreSelection(longestReach: 25)
      selection.add(Centre(number: 100, reach: 9, rank: ranks[0]))
      selection.add(Centre(number: 110, reach: 9, rank: ranks[1]))
      let chosen = selection.choose(before: 1000).map(\.number)
      #expect(chosen == [ranks[0] > ranks[1] ? 100 : 110])
    }
  }

  @Test func `a centre waits for what may still exclude it`() {
    var selection = CentreSelection(longestReach: 25)
    selection.add(Centre(number: 100, reach: 9, rank: 0.4))
    #expect(selection.choose(before: 138).isEmpty)
    #expect(selection.settled(before: 138) == 100)
    selection.add(Centre(number: 138, reach: 25, rank: 0.9))
    #expect(selection.choose(before: 139).isEmpty)
    #expect(selection.choose(before: 300).map(\.number) == [138])
    #expect(selection.settled(before: 300) == 300)
  }

  @Test func `choosing early gives what choosing at the end gives`() {
    var random = SeededRandom(9)
    let centres = (0..<300).map { index in
      Centre(
        number: index * 4, reach: [4, 6, 9, 13, 18, 25][Int.random(in: 0..<6, using: &random)],
        rank: Float.random(in: 0..<1, using: &random))
    }
    var atEnd = Array(centres.sorted { $0.rank > $1.rank })
    var wanted: [Int] = []
    while let best = atEnd.first {
      wanted.append(best.number)
      atEnd.removeAll { $0.excludes(best) }
    }
    var selection = CentreSelection(longestReach: 25)
    var found: [Int] = []
    for centre in centres {
      selection.add(centre)
      found += selection.choose(before: centre.number + 1).map(\.number)
    }
    found += selection.choose(before: Int.max / 2).map(\.number)
    #expect(found.sorted() == wanted.sorted())
  }
}
