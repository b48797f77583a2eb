// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc

/// Finds the beats and bars of a piece, in the metre that explains it best.
struct BarDecoder {
  let heard: BeatActivation
  /// Beats in a bar, if that is told.
  let meter: Int?
  /// Frames that are decoded at a time: memory grows with them.
  var stretch = 90_000

  /// Steadiness of tempo: a change by 1 % costs one and a half nats, so ramps are followed and ornaments are not.
  private static let rigidity = 150.0
  /// A six is taken for two threes and a two for half a four: nothing that was heard tells them apart.
  private static let usualMeters = [3, 4]
  private static let oddMeters = [5, 7]
  /// Nats a beat by which an odd metre must explain downbeats better than every other.
  private static let oddAdvantage = 0.2
  /// Frames before the end of a stretch in which the next one begins: what comes half a minute later changes nothing.
  private static let overlap = 3_000

  /// The most probable path with beats at these tempi; nil where the piece is shorter than a beat.
  func path(_ tempi: ClosedRange<Double>) -> BarPath? {
    var whole: BarPath?
    var start = 0
    while true {
      let end = min(start + stretch, heard.beat.count)
      guard var part = BarDecoder(heard: heard[start..<end], meter: meter).best(tempi) else {
        return whole
      }
      if end < heard.beat.count {
        // The next stretch begins where a bar does.
        let last = part.beats.lastIndex {
          $0.position == 0 && $0.frame < end - start - Self.overlap
        }
        part.beats.removeSubrange((last ?? part.beats.count - 1)...)
      }
      let next = part.beats.last.map { start + $0.frame + $0.period }
      whole = whole.map { $0.followed(by: part, at: start) } ?? part
      guard end < heard.beat.count, let next, next > start else { return whole }
      start = next
    }
  }

  private func best(_ tempi: ClosedRange<Double>) -> BarPath? {
    if let meter { return path(tempi, meter: meter) }
    let usual = Self.usualMeters.compactMap { path(tempi, meter: $0) }
      .max { $0.score < $1.score }
    guard let usual, let odd = oddMeter(of: usual) else { return usual }
    return path(tempi, meter: odd) ?? usual
  }

  private func path(_ tempi: ClosedRange<Double>, meter: Int) -> BarPath? {
    BarViterbi(tempi: tempi, rigidity: Self.rigidity, meter: meter)
      .decode(beat: heard.beat, downbeat: heard.downbeat)
  }

  /// Five or seven, where the beats of a path say so.
  private func oddMeter(of path: BarPath) -> Int? {
    let shares = path.beats.map { heard.downbeatShare(at: $0.middle) }
    let usual = [2, 3, 4, 6].map { Self.likelihood(of: $0, shares) }.max() ?? 0
    return Self.oddMeters.map { (meter: $0, likelihood: Self.likelihood(of: $0, shares)) }
      .filter { $0.likelihood > usual + Self.oddAdvantage }
      .max { $0.likelihood < $1.likelihood }?.meter
  }

  /// Mean log likelihood of bars of `meter` beats at their best place, where beats are downbeats with these probabilities.
  private static func likelihood(of meter: Int, _ shares: [Float]) -> Double {
    guard shares.count > meter else { return -.infinity }
    let sums = (0..<meter).map { first in
      shares.enumerated().reduce(0.0) { sum, beat in
        sum + Double(log((beat.offset - first) % meter == 0 ? beat.element : 1 - beat.element))
      }
    }
    return (sums.max() ?? 0) / Double(shares.count)
  }
}

extension BeatActivation {
  /// How likely there is a beat around a frame.
  func probability(at frame: Int) -> Float { beat[frames(around: frame)].max() ?? 0 }

  /// How likely the beat at a frame is a downbeat, short of certainty.
  fileprivate func downbeatShare(at frame: Int) -> Float {
    let near = frames(around: frame)
    let (any, first) = (beat[near].reduce(0, +), downbeat[near].reduce(0, +))
    return min(max(first / max(any, .leastNormalMagnitude), 0.02), 0.95)
  }

  /// A beat's middle may lie past the end.
  private func frames(around frame: Int) -> Range<Int> {
    let end = min(beat.count, frame + 3)
    return min(max(0, frame - 2), end)..<end
  }
}

extension BarPath {
  /// This path and one that starts at frame `start`; its metre is that of most beats.
  fileprivate func followed(by next: BarPath, at start: Int) -> BarPath {
    var whole = BarPath(
      score: score + next.score, meter: beats.count < next.beats.count ? next.meter : meter,
      beats: beats)
    whole.beats += next.beats.map {
      PathBeat(frame: $0.frame + start, position: $0.position, period: $0.period)
    }
    return whole
  }
}
