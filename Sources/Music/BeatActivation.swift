// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc

/// How likely each frame of a piece is a beat, and a downbeat, as the networks hear it.
struct BeatActivation {
  /// Probabilities; a downbeat is a beat too.
  let beat: [Float]
  let downbeat: [Float]

  /// A downbeat is a little less likely than a beat, whatever was heard.
  private static let largestShare: Float = 0.98

  init(beat: [Float], downbeat: [Float]) {
    self.beat = beat
    self.downbeat = downbeat
  }

  /// Hears `stretch` coarse steps at a time, by default four minutes: memory then does not grow with the piece.
  init(
    of features: FeatureSeries, networks: [BeatNetwork] = BeatNetwork.carried, stretch: Int = 3000
  ) {
    let input = NetworkInput(features)
    var (beat, downbeat): ([Float], [Float]) = ([], [])
    beat.reserveCapacity(features.frameCount + NetworkInput.framesInStep)
    downbeat.reserveCapacity(features.frameCount + NetworkInput.framesInStep)
    for start in stride(from: 0, to: input.stepCount, by: stretch) {
      let steps = start..<min(start + stretch, input.stepCount)
      for logits in Self.logits(of: input, in: steps, networks) {
        for probability in [(logits[0], logits[1]), (logits[2], logits[3])] {
          let first = Self.probability(probability.1)
          let any = max(Self.probability(probability.0), first)
          beat.append(any)
          downbeat.append(min(first, Self.largestShare * any))
        }
      }
    }
    beat.removeLast(beat.count - features.frameCount)
    downbeat.removeLast(downbeat.count - features.frameCount)
    self.beat = beat
    self.downbeat = downbeat
  }

  /// The same in a stretch of frames.
  subscript(_ frames: Range<Int>) -> BeatActivation {
    BeatActivation(beat: Array(beat[frames]), downbeat: Array(downbeat[frames]))
  }

  /// The mean of the networks' answers, a vector for each pair of frames.
  private static func logits(
    of input: NetworkInput, in steps: Range<Int>, _ networks: [BeatNetwork]
  ) -> ArraySlice<SIMD4<Float>> {
    let heard =
      max(
        0, steps.lowerBound - BeatNetwork.reach)..<min(
        input.stepCount, steps.upperBound + BeatNetwork.reach)
    let fine = input.fine(in: heard)
    let coarse = input.coarse(in: heard)
    let pairs = NetworkInput.framesInStep / 2
    var sum = VectorRows(count: heard.count * pairs, width: 1)
    for network in networks {
      sum.add(network.logits(fine: fine, coarse: coarse), times: 1 / Float(networks.count))
    }
    let first = (steps.lowerBound - heard.lowerBound) * pairs
    return sum.values[first..<(first + steps.count * pairs)]
  }

  private static func probability(_ logit: Float) -> Float { 1 / (1 + exp(-logit)) }
}
