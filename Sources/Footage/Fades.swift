// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds runs of pictures of one colour that footage fades into or out of.
struct Fades: Sendable {
  /// Numbers of pictures below this one are decided.
  private(set) var settled = 0
  private var next = 0
  private var open: Run?
  private var ended: [Run] = []

  /// Pictures on either side whose spread says how much a picture of one colour may have.
  static let surroundings = 20
  /// Spread of luma, in codes, below which a picture shows nothing.
  private static let flatDeviation: Float = 5
  /// Pictures in which a fade must show its ramp.
  private static let ramp = 12
  /// Runs up to this long may be a flash: the picture must differ behind it.
  private static let flashLength = 6
  /// Runs from this long on (two seconds) are shots of their own.
  private static let shotLength = 60

  /// Decides as far as the pictures allow; answers new boundaries and marks pictures of one colour.
  mutating func advance(_ ring: inout PictureRing, isLast: Bool) -> [Int] {
    var found: [Int] = []
    while next + Self.surroundings < ring.count || (isLast && next < ring.count) {
      step(&ring, &found)
      next += 1
      judge(ring, isLast: false, &found)
    }
    if isLast { judge(ring, isLast: true, &found) }
    settled = ended.first?.undecided ?? open?.undecided ?? next
    return found
  }

  private mutating func step(_ ring: inout PictureRing, _ found: inout [Int]) {
    let around = next - Self.surroundings..<next + Self.surroundings + 1
    let deviation = ring[next].luma.deviation
    let largest = ring.largestDeviation(in: around)
    guard deviation < max(Self.flatDeviation, 0.12 * largest) else {
      if var run = open {
        run.end = next
        ended.append(run)
        open = nil
      }
      return
    }
    ring.markMonochrome(next)
    var run = open ?? start(at: next, largest: largest, in: ring)
    run.end = next + 1
    if run.end - run.start == Self.shotLength {
      run.isShot = true
      if run.start > 0, run.rampsIn, !run.startsWithCut { found.append(run.start) }
    }
    open = run
  }

  private func start(at number: Int, largest: Float, in ring: PictureRing) -> Run {
    let before = ring.largestDeviation(in: number - Self.ramp..<number)
    return Run(
      start: number, end: number,
      rampsIn: number >= 4 && ring[number - 1].luma.deviation < 0.6 * before,
      startsWithCut: ring.hasCut(in: number - 1..<number + 2),
      isAmidContent: largest > 10)
  }

  /// Decides runs whose way out is known.
  private mutating func judge(_ ring: PictureRing, isLast: Bool, _ found: inout [Int]) {
    while let run = ended.first, isLast || next >= run.end + Self.ramp {
      ended.removeFirst()
      let after = ring.largestDeviation(in: run.end..<run.end + Self.ramp)
      let rampsOut =
        run.end + 4 < ring.count && ring[run.end].luma.deviation < 0.6 * after
      let endsWithCut = ring.hasCut(in: run.end - 1..<run.end + 2)
      if run.isShot {
        if rampsOut && !endsWithCut { found.append(run.end) }
      } else if run.start > 0, !run.startsWithCut, !endsWithCut, run.isAmidContent,
        run.rampsIn || rampsOut, !isFlash(run, in: ring)
      {
        found.append((run.start + run.end) / 2)
      }
    }
  }

  /// Whether the picture behind a short run is the one before it.
  private func isFlash(_ run: Run, in ring: PictureRing) -> Bool {
    guard run.end - run.start <= Self.flashLength else { return false }
    let before = ring[max(0, run.start - 4)]
    let after = ring[min(ring.count - 1, run.end + 4)]
    let middle = ring[(run.start + run.end) / 2]
    return ExaminedPicture.change(from: before, to: after)
      < 0.25 * before.luma.difference(from: middle.luma)
  }

  private struct Run {
    var start: Int
    var end: Int
    let rampsIn: Bool
    let startsWithCut: Bool
    let isAmidContent: Bool
    var isShot = false

    /// The first picture at which a boundary may still appear.
    var undecided: Int { isShot ? end : start }
  }
}
