// SPDX-License-Identifier: GPL-3.0-or-later

/// The tables of the Viterbi search: best scores of the last bars' worth of frames, and where each came from.
struct BarSearch {
  private let lattice: TempoLattice
  private let meter: Int
  private let frameCount: Int
  /// Best score of a path whose next beat starts at a frame, by frame modulo `ringLength`, position and period.
  private var scores: [Double]
  /// The index of the period before, one byte a state; `start` where the path begins.
  private var origins: [UInt8]
  /// Scores of arriving at the frame in hand, by position and the period of the beat that ends there.
  private var arrivals: [Double]
  private let ringLength: Int

  private static let start = UInt8.max
  private static let never = -1e18

  init(lattice: TempoLattice, meter: Int, frameCount: Int) {
    let periodCount = lattice.periods.count
    precondition(periodCount < Int(Self.start), "the index of a period fits a byte")
    self.lattice = lattice
    self.meter = meter
    self.frameCount = frameCount
    ringLength = (lattice.periods.last ?? 0) + 1
    let states = meter * periodCount
    scores = [Double](repeating: Self.never, count: ringLength * states)
    origins = [UInt8](repeating: Self.start, count: frameCount * states)
    arrivals = [Double](repeating: Self.never, count: states)
  }

  /// Finds the best path to every state at `frame`; frames come in order.
  mutating func advance(to frame: Int, hearing heard: FrameLikelihoods) {
    gatherArrivals(at: frame, hearing: heard)
    let periodCount = lattice.periods.count
    for position in 0..<meter {
      let row = position * periodCount
      let target = ((frame % ringLength) * meter + position) * periodCount
      let origin = (frame * meter + position) * periodCount
      for period in 0..<periodCount {
        var best = Self.never
        var from = Self.start
        var before = lattice.firstBefore[period]
        for change in lattice.changes[period] {
          let score = arrivals[row + before] + change
          if score > best {
            best = score
            from = UInt8(truncatingIfNeeded: before)
          }
          before += 1
        }
        // The piece may begin anywhere within its first beat.
        if frame < lattice.periods[period], heard.between[frame] > best {
          best = heard.between[frame]
          from = Self.start
        }
        scores[target + period] = best
        origins[origin + period] = from
      }
    }
  }

  /// Scores the beats that end at `frame`, by the position of the beat that starts there.
  private mutating func gatherArrivals(at frame: Int, hearing heard: FrameLikelihoods) {
    let periodCount = lattice.periods.count
    for period in 0..<periodCount {
      let begin = frame - lattice.periods[period]
      guard begin >= 0 else { break }
      let onset = begin + lattice.regions[period]
      let rest = heard.between[frame] - heard.between[onset]
      let plain = heard.beat[onset] - heard.beat[begin] + rest
      let first = heard.downbeat[onset] - heard.downbeat[begin] + rest
      let source = (begin % ringLength) * meter * periodCount + period
      for position in 0..<meter {
        let previous = position > 0 ? position - 1 : meter - 1
        arrivals[position * periodCount + period] =
          scores[source + previous * periodCount] + (previous == 0 ? first : plain)
      }
    }
  }

  /// The best path, after all frames: it ends inside a beat.
  func best(hearing heard: FrameLikelihoods) -> BarPath? {
    var best = Self.never
    var last: (frame: Int, position: Int, period: Int)?
    let periodCount = lattice.periods.count
    for (period, length) in lattice.periods.enumerated() {
      for frame in max(0, frameCount - length)..<frameCount {
        let onset = min(frameCount, frame + lattice.regions[period])
        let rest = heard.between[frameCount] - heard.between[onset]
        for position in 0..<meter {
          let sums = position == 0 ? heard.downbeat : heard.beat
          let state = ((frame % ringLength) * meter + position) * periodCount + period
          let score = scores[state] + sums[onset] - sums[frame] + rest
          guard score > best else { continue }
          best = score
          last = (frame, position, period)
        }
      }
    }
    return last.map { BarPath(score: best, meter: meter, beats: trace(back: $0)) }
  }

  private func trace(back last: (frame: Int, position: Int, period: Int)) -> [PathBeat] {
    let periodCount = lattice.periods.count
    var (frame, position, period) = last
    var beats: [PathBeat] = []
    while true {
      beats.append(
        PathBeat(frame: frame, position: position, period: lattice.periods[period]))
      let origin = origins[(frame * meter + position) * periodCount + period]
      guard origin != Self.start else { break }
      period = Int(origin)
      frame -= lattice.periods[period]
      position = position > 0 ? position - 1 : meter - 1
    }
    return beats.reversed()
  }
}
