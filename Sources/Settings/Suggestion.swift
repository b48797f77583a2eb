// SPDX-License-Identifier: GPL-3.0-or-later

/// The candidate that a person who typed `word` meant; nil when none is near.
func nearest(to word: String, among candidates: [String]) -> String? {
  let typed = folded(word)
  // A third of the letters may be wrong, at most two: beyond that a guess confuses.
  let limit = min(2, max(1, typed.count / 3))
  guard typed.count <= longestWord else { return nil }
  let distances = candidates.map { ($0, editDistance(typed, folded($0))) }
  guard let best = distances.min(by: { $0.1 < $1.1 }), best.1 <= limit else { return nil }
  return best.0
}

/// Letters that must be changed, added, removed or swapped with their neighbour to turn one word into the other.
func editDistance(_ first: [Character], _ second: [Character]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...second.count)
  for (row, letter) in first.enumerated() {
    var current = [row + 1]
    for (column, other) in second.enumerated() {
      var least = min(
        last[column] + (letter == other ? 0 : 1), last[column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, letter == second[column - 1], first[row - 1] == other {
        least = min(least, beforeLast[column - 1] + 1)
      }
      current.append(least)
    }
    (beforeLast, last) = (last, current)
  }
  return last[second.count]
}

/// Longer words are no misspelt keys, in letters.
private let longestWord = 40

/// Case, and the sign between two words, are no mistake.
private func folded(_ word: String) -> [Character] {
  word.lowercased().map { $0 == "-" || $0 == " " ? "_" : $0 }
}
