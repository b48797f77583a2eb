// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc

/// Finds pictures of which one side still shows the old shot and the other side already the new.
struct Wipes: Sendable {
  /// Numbers of pictures below this one are decided.
  private(set) var settled = 0
  private var next = 0
  private var held: [Centre] = []
  private var selection = CentreSelection(longestReach: longestReach)

  /// Pictures from the middle to either side.
  private static let reaches = [6, 9, 13, 18, 25]
  private static let longestReach = 25
  /// Pictures beyond the reach in which one of a single colour rules a wipe out.
  private static let fadeMargin = 8
  /// Part of the content that must be new: a subject that walks through renews half of it at most.
  private static let replaced: Float = 0.65
  /// Comparisons by blocks at one centre, at most: they cost the most.
  private static let comparisons = 2

  /// Decides as far as pictures and `others`, complete below `frontier`, allow.
  mutating func advance(_ ring: PictureRing, others: [Int], frontier: Int, isLast: Bool) -> [Int] {
    while next + Dissolves.delay < ring.count || (isLast && next < ring.count) {
      if let centre = Self.centre(at: next, in: ring) { held.append(centre) }
      next += 1
    }
    let known = isLast ? Int.max / 2 : max(0, min(next, frontier - Self.longestReach))
    let free = held.prefix { $0.number < known }
    held.removeFirst(free.count)
    for centre in free
    where !others.contains(where: { abs(centre.number - $0) <= max(12, centre.reach) }) {
      selection.add(centre)
    }
    let chosen = selection.choose(before: known)
    settled = selection.settled(before: known)
    return chosen.map(\.number)
  }

  private static func centre(at number: Int, in ring: PictureRing) -> Centre? {
    let centres = reaches.compactMap { patchwork(at: number, reach: $0, in: ring) }
    let ranked = centres.sorted { $0.rank > $1.rank }
    for centre in ranked.prefix(comparisons) {
      let before = ring[number - centre.reach]
      let after = ring[number + centre.reach]
      if let balance = balance(of: centre, in: ring),
        Replacement(from: before, to: after).isAtLeast(replaced)
      {
        return Centre(number: number, reach: centre.reach, rank: centre.rank * balance)
      }
    }
    return nil
  }

  /// A centre whose every sample is close to the old or to the new picture, unlike in a dissolve.
  private static func patchwork(at number: Int, reach: Int, in ring: PictureRing) -> Centre? {
    // Every second picture is enough: a wipe's middle is never one picture long.
    guard number >= reach, number + reach < ring.count, (number - reach).isMultiple(of: 2) else {
      return nil
    }
    let before = ring[number - reach].luma
    let after = ring[number + reach].luma
    let distance = before.difference(from: after)
    guard distance >= 10 else { return nil }
    let rest = ring[number].luma.difference(fromNearerOf: before, after) / distance
    guard rest <= 0.45 else { return nil }
    let margin = reach + fadeMargin
    guard !ring.hasCut(in: number - reach + 1..<number + reach + 1),
      !ring.hasMonochrome(in: number - margin..<number + margin + 1)
    else { return nil }
    return Centre(number: number, reach: reach, rank: (1 - rest) * min(1, distance / 30))
  }

  /// How near the edge is to the middle, 0 to 1; nil when new blocks do not grow in number behind one edge.
  private static func balance(of centre: Centre, in ring: PictureRing) -> Float? {
    let radius = ExaminedPicture.radius
    let old = SearchArea(ring[centre.number - centre.reach].luma, radius: radius)
    let new = SearchArea(ring[centre.number + centre.reach].luma, radius: radius)
    let middle = Sides(of: ring[centre.number].luma, old: old, new: new)
    guard middle.ambiguity <= 0.45, (0.2...0.8).contains(middle.newShare),
      middle.edgeAgreement >= 0.95
    else { return nil }
    let half = centre.reach / 2
    let earlier = Sides(of: ring[centre.number - half].luma, old: old, new: new)
    let later = Sides(of: ring[centre.number + half].luma, old: old, new: new)
    guard earlier.newShare < middle.newShare - 0.08, middle.newShare < later.newShare - 0.08
    else { return nil }
    return 1 - abs(middle.newShare - 0.5)
  }
}

/// Which blocks of a picture belong to the old shot and which to the new.
private struct Sides {
  /// By how much each block is nearer to the new picture than to the old.
  private var leaning = InlineArray<48, Float>(repeating: 0)
  /// Share of blocks nearer to the new picture.
  private(set) var newShare: Float = 0
  /// Distance to the nearer picture over distance to the farther one.
  private(set) var ambiguity: Float = 0

  init(of picture: LumaPlane, old: SearchArea, new: SearchArea) {
    let toOld = old.compare(picture).structure
    let toNew = new.compare(picture).structure
    var nearer: Float = 0
    var farther: Float = 0
    var count = 0
    for block in 0..<BlockComparison.blocks {
      leaning[block] = toOld[block] - toNew[block]
      if leaning[block] > 0 { count += 1 }
      nearer += min(toOld[block], toNew[block])
      farther += max(toOld[block], toNew[block])
    }
    let blocks = Float(BlockComparison.blocks)
    newShare = Float(count) / blocks
    ambiguity = (nearer / blocks) / (farther / blocks + 0.5)
  }

  /// How well one edge (upright, level, round or slanting) parts old from new, 0.5 to 1.
  ///
  /// Blocks weigh by how clearly they belong to a side: those under the edge are a bit of both.
  var edgeAgreement: Float {
    var all: Float = 0.001
    for block in 0..<BlockComparison.blocks { all += abs(leaning[block]) }
    var best: Float = 0
    for shape in Self.shapes {
      for threshold in Set(shape) {
        var agreeing: Float = 0
        for block in 0..<BlockComparison.blocks
        where (shape[block] > threshold) == (leaning[block] > 0) {
          agreeing += abs(leaning[block])
        }
        best = max(best, agreeing, all - agreeing)
      }
    }
    return best / all
  }

  /// For each form of edge, how far along each block lies.
  private static let shapes: [[Float]] = {
    let columns = LumaPlane.vectorsPerRow
    let rows = BlockComparison.blocks / columns
    let places = (0..<BlockComparison.blocks).map { block in
      (x: Float(block % columns) / Float(columns - 1), y: Float(block / columns) / Float(rows - 1))
    }
    return [
      places.map { $0.x },
      places.map { $0.y },
      places.map { hypotf($0.x - 0.5, ($0.y - 0.5) * 0.5625) },
      places.map { $0.x + $0.y },
      places.map { $0.x - $0.y },
    ]
  }()
}
