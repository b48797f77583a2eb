// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds cuts as changes that stand out from the changes around them and do not turn back.
struct HardCuts: Sendable {
  /// Numbers of pictures below this one are decided.
  private(set) var settled = 0
  private var next = 1
  private var pending: Candidate?

  /// Pictures on either side that a change is measured against, and that a flash may last.
  static let neighbours = 5
  /// Candidates this close are one cut: the larger change wins.
  private static let merging = 2
  /// Codes of change below which nothing is a cut.
  private static let leastChange: Float = 2.2
  /// Codes of change above which a cut needs less proof.
  static let largeChange: Float = 20
  /// Codes of noise that keep ratios of small changes small.
  private static let noise: Float = 0.5
  /// Share of the change that is left when a flash has passed, `largeChange` at most.
  private static let returned: Float = 0.45

  /// Decides as far as the pictures allow; answers new cuts and marks them in the ring.
  mutating func advance(_ ring: inout PictureRing, isLast: Bool) -> [Int] {
    var found: [Int] = []
    while next + Self.neighbours < ring.count || (isLast && next < ring.count) {
      if let change = Self.candidate(at: next, in: ring) {
        let fresh = Candidate(number: next, change: change)
        if let held = pending, fresh.change <= held.change {
          pending = held
        } else {
          pending = fresh
        }
      }
      next += 1
      if let held = pending, next - held.number > Self.merging || (isLast && next == ring.count) {
        ring.markCut(at: held.number)
        found.append(held.number)
        pending = nil
      }
    }
    settled = pending?.number ?? next
    return found
  }

  /// The change at `number` when it may be a cut.
  private static func candidate(at number: Int, in ring: PictureRing) -> Float? {
    let picture = ring[number]
    guard picture.change >= leastChange, standsOut(number, in: ring) else { return nil }
    return isFlash(at: number, in: ring) ? nil : picture.change
  }

  private static func standsOut(_ number: Int, in ring: PictureRing) -> Bool {
    let change = ring[number].change
    let share = ring[number].replacedShare
    guard let (largest, second) = rivals(of: number, in: ring) else { return false }
    // The second largest, because another cut may lie within five pictures.
    let ratio = change / (second + noise)
    let strictRatio = change / (largest + noise)
    if change >= largeChange {
      return ratio >= 1.9 || (ratio >= 1.6 && strictRatio >= 1.1 && share >= 0.4)
    }
    if ratio >= 1.9 && strictRatio > 1.25 && share >= 0.1 { return true }
    // A jump cut in a picture that otherwise stands still.
    return ratio >= 4 && strictRatio >= 3 && share >= 0.02
  }

  /// The two largest changes around `number`; nil when there is none.
  private static func rivals(of number: Int, in ring: PictureRing) -> (Float, Float)? {
    var largest: Float = -1
    var second: Float = -1
    let around = max(1, number - neighbours)...min(number + neighbours, ring.count - 1)
    for other in around where other != number {
      let change = ring[other].change
      second = max(second, min(largest, change))
      largest = max(largest, change)
    }
    guard largest >= 0 else { return nil }
    return (largest, second >= 0 ? second : largest)
  }

  /// Whether the picture before comes back soon after, or this one was there shortly before.
  private static func isFlash(at number: Int, in ring: PictureRing) -> Bool {
    let limit = min(returned * ring[number].change, largeChange)
    for distance in 1...neighbours {
      let later = number + distance
      if later < ring.count,
        ExaminedPicture.change(from: ring[number - 1], to: ring[later]) < limit
      {
        return true
      }
      let earlier = number - 1 - distance
      if earlier >= 0, ExaminedPicture.change(from: ring[earlier], to: ring[number]) < limit {
        return true
      }
    }
    return false
  }

  private struct Candidate {
    var number: Int
    var change: Float
  }
}
