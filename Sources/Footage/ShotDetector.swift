// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// Finds the boundaries between shots, one picture at a time, in memory that does not grow.
///
/// Hard cuts are decided after some 7 pictures, gradual transitions after up to about 200; everything is
/// reported in order of time once no earlier boundary can follow.
package struct ShotDetector: Sendable {
  /// No boundary before this time will be reported any more; nil while nothing is decided.
  package private(set) var settledTime: MediaTime?

  private var ring = PictureRing()
  private var cadence = Cadence()
  private var latest: (time: MediaTime, luma: LumaPlane)?
  private var jump: (time: MediaTime, difference: Float)?
  private var times = TimeLog()

  private var hardCuts = HardCuts()
  private var fades = Fades()
  private var dissolves = Dissolves()
  private var wipes = Wipes()
  private var recent = RecentBoundaries()

  package init() {}

  /// Takes the next picture and answers the boundaries that are now certain.
  ///
  /// Pictures whose time does not rise are passed over.
  package mutating func process(_ picture: borrowing FootagePicture) -> [ShotBoundary] {
    if let latest, picture.time <= latest.time { return [] }
    let luma = LumaPlane(picture.luma)
    note(luma, at: picture.time)
    guard cadence.takes(picture.time) else { return [] }
    examine(luma, ChromaPlanes(blue: picture.blue, red: picture.red))
    return advance(isLast: false)
  }

  /// Answers the boundaries that were still undecided; nothing may follow.
  package mutating func finish() -> [ShotBoundary] {
    let found = advance(isLast: true)
    settledTime = latest?.time
    return found
  }

  /// Remembers where the picture jumped most since the last one that was examined.
  private mutating func note(_ luma: LumaPlane, at time: MediaTime) {
    let difference = latest.map { luma.difference(from: $0.luma) } ?? 0
    latest = (time, luma)
    if let jump, difference <= jump.difference { return }
    jump = (time, difference)
  }

  private mutating func examine(_ luma: LumaPlane, _ chroma: ChromaPlanes) {
    let time = jump?.time ?? .zero
    jump = nil
    var change: Float = 0
    var share: Float = 0
    if ring.count > 0 {
      let before = ring[ring.count - 1]
      let area = SearchArea(before.luma, radius: ExaminedPicture.radius)
      let comparison = area.compare(luma)
      change = ExaminedPicture.change(comparison, before.chroma, chroma)
      share = comparison.replacedShare
    }
    ring.append(
      ExaminedPicture(
        luma: luma, chroma: chroma, time: time, change: change, replacedShare: share))
    times.append(time)
  }

  private mutating func advance(isLast: Bool) -> [ShotBoundary] {
    for number in hardCuts.advance(&ring, isLast: isLast) {
      recent.add(number, .cut, isWeak: ring[number].change < HardCuts.largeChange)
    }
    for number in fades.advance(&ring, isLast: isLast) { recent.add(number, .fade) }
    let fadeNumbers = recent.numbers(of: .fade)
    for number in dissolves.advance(ring, fades: fadeNumbers, isLast: isLast) {
      recent.addDissolve(number)
    }
    let known = min(hardCuts.settled, fades.settled, dissolves.settled)
    let others = recent.numbers(of: .fade) + recent.numbers(of: .dissolve)
    for number in wipes.advance(ring, others: others, frontier: known, isLast: isLast) {
      recent.add(number, .wipe)
    }
    let settled = isLast ? ring.count : min(known, wipes.settled)
    let boundaries = recent.release(before: settled).map { number, kind in
      ShotBoundary(time: times[number], kind: kind)
    }
    if settled < ring.count { settledTime = times[settled] }
    times.forget(before: settled)
    return boundaries
  }
}
