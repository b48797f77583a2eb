// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds pictures that are a mixture of one some time before and one some time after.
struct Dissolves: Sendable {
  /// Numbers of pictures below this one are decided.
  private(set) var settled = 0
  private var next = 0
  private var selection = CentreSelection(longestReach: longestReach)

  /// Pictures from the middle to either side; all are tried, for a short one fits into a long dissolve.
  private static let reaches = [4, 6, 9, 13, 18, 25]
  static let longestReach = 25
  /// Pictures on either side in which one of a single colour makes it a fade.
  private static let fadeMargin = 20
  /// Pictures around a fade in which a dissolve is a part of it.
  private static let fadeDistance = 25
  /// Pictures ahead of a centre that must be known.
  static let delay = longestReach + fadeMargin + Fades.surroundings
  /// Part of the content that must be new.
  private static let replaced: Float = 0.5
  /// Comparisons by blocks at one centre, at most: they cost the most.
  private static let comparisons = 2

  /// Decides as far as the pictures allow; `fades` are those of late.
  mutating func advance(_ ring: PictureRing, fades: [Int], isLast: Bool) -> [Int] {
    while next + Self.delay < ring.count || (isLast && next < ring.count) {
      if let centre = Self.centre(at: next, in: ring) { selection.add(centre) }
      next += 1
    }
    let frontier = isLast ? Int.max / 2 : next
    let chosen = selection.choose(before: frontier)
    settled = selection.settled(before: frontier)
    return chosen.map(\.number).filter { number in
      !fades.contains { abs(number - $0) < Self.fadeDistance }
    }
  }

  /// The best dissolve around `number`, if one holds up to a comparison by blocks.
  private static func centre(at number: Int, in ring: PictureRing) -> Centre? {
    let centres = reaches.compactMap { mixture(at: number, reach: $0, in: ring) }
    let ranked = centres.sorted { $0.rank > $1.rank }
    return ranked.prefix(comparisons).first { centre in
      Replacement(from: ring[number - centre.reach], to: ring[number + centre.reach])
        .isAtLeast(replaced)
    }
  }

  /// A centre whose picture is about the mean of those `reach` before and after.
  private static func mixture(at number: Int, reach: Int, in ring: PictureRing) -> Centre? {
    guard number >= reach, number + reach < ring.count else { return nil }
    let picture = ring[number].luma
    let before = ring[number - reach]
    let after = ring[number + reach]
    let distance = before.luma.difference(from: after.luma)
    guard distance >= 6, !before.isMonochrome, !after.isMonochrome else { return nil }
    // 0 for a linear mixture, 1 for a pan or a cut.
    let deviation = 2 * picture.difference(fromMeanOf: before.luma, after.luma) / distance
    guard deviation <= 0.55 else { return nil }
    // A mixture of two pictures varies less than either.
    let spread = (before.luma.deviation + after.luma.deviation) / 2
    guard picture.deviation <= 0.96 * spread else { return nil }
    guard !ring.hasCut(in: number - reach + 1..<number + reach + 1) else { return nil }
    guard before.luma.correlation(with: after.luma) <= 0.75 else { return nil }
    guard !isPartOfFade(number, reach, in: ring) else { return nil }
    return Centre(number: number, reach: reach, rank: (1 - deviation) * min(1, distance / 30))
  }

  private static func isPartOfFade(_ number: Int, _ reach: Int, in ring: PictureRing) -> Bool {
    let margin = reach + fadeMargin
    guard ring.hasMonochrome(in: number - margin..<number + margin + 1) else { return false }
    let before = ring[number - reach].luma.deviation
    let after = ring[number + reach].luma.deviation
    return min(before, after) < 0.6 * max(before, after)
  }
}

/// How thoroughly one picture takes another's place, looking both ways.
struct Replacement {
  private let unexplained: Float
  private let share: Float

  init(from before: ExaminedPicture, to after: ExaminedPicture) {
    let radius = ExaminedPicture.wideRadius
    let forward = SearchArea(before.luma, radius: radius).compare(after.luma)
    let backward = SearchArea(after.luma, radius: radius).compare(before.luma)
    unexplained = max(forward.unexplained, backward.unexplained)
    share = max(forward.replacedShare, backward.replacedShare)
  }

  /// Whether at least this much of the content is new, by structure and by area.
  func isAtLeast(_ part: Float) -> Bool { unexplained >= part && share >= part }
}
