// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc

/// Finds the most probable beats and bars of a piece together.
///
/// A hidden semi-Markov model: a state is "beat n of the bar starts at frame t and lasts tau frames".
/// The same answer as the bar pointer model, with a step a beat instead of a step a frame.
package struct BarViterbi {
  private let lattice: TempoLattice
  private let meter: Int

  package init(tempi: ClosedRange<Double>, rigidity: Double, meter: Int) {
    precondition(meter > 0, "a bar has beats")
    lattice = TempoLattice(tempi: tempi, rigidity: rigidity)
    self.meter = meter
  }

  /// Decodes the probabilities, frame by frame, of a beat and of a downbeat, which is a beat too.
  package func decode(beat: [Float], downbeat: [Float]) -> BarPath? {
    precondition(beat.count == downbeat.count, "both cover the piece")
    guard let shortest = lattice.periods.first, beat.count > shortest else { return nil }
    let likelihoods = FrameLikelihoods(beat: beat, downbeat: downbeat, meter: meter)
    var search = BarSearch(lattice: lattice, meter: meter, frameCount: beat.count)
    for frame in beat.indices { search.advance(to: frame, hearing: likelihoods) }
    return search.best(hearing: likelihoods)
  }
}

/// A sequence of beats in bars, and how well it explains what was heard.
package struct BarPath: Sendable, Equatable {
  /// Natural logarithm of the probability.
  package var score: Double
  package var meter: Int
  package var beats: [PathBeat]
}

/// One beat of a path.
package struct PathBeat: Sendable, Equatable {
  package var frame: Int
  /// 0 is the downbeat.
  package var position: Int
  /// Frames to the next beat.
  package var period: Int

  /// The frame in the middle of its onset.
  var middle: Int { frame + (TempoLattice.region(of: period) - 1) / 2 }
}

/// Running sums of log likelihoods: entry t is the sum over the frames before t.
struct FrameLikelihoods {
  let beat: [Double]
  let downbeat: [Double]
  let between: [Double]

  /// Keeps a wrong certainty from forbidding a path.
  private static let leastProbability = 1e-5

  init(beat: [Float], downbeat: [Float], meter: Int) {
    let clip = { (value: Double) in
      min(max(value, Self.leastProbability), 1 - Self.leastProbability)
    }
    let beats = beat.map { clip(Double($0)) }
    let downbeats = downbeat.map { clip(Double($0)) }
    // With one beat a bar every beat is the first.
    let others = meter == 1 ? beats : zip(beats, downbeats).map { clip($0 - $1) }
    self.beat = Self.runningSums(others.map { log($0) })
    self.downbeat = Self.runningSums(downbeats.map { log($0) })
    // The rest of a beat has this many times the frames of its onset.
    let rest = Double(TempoLattice.regionDivisor - 1)
    self.between = Self.runningSums(beats.map { log((1 - $0) / rest) })
  }

  private static func runningSums(_ values: [Double]) -> [Double] {
    var sums = [0.0]
    sums.reserveCapacity(values.count + 1)
    var sum = 0.0
    for value in values {
      sum += value
      sums.append(sum)
    }
    return sums
  }
}
