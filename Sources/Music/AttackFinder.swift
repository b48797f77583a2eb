// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc

/// Finds where loudness jumps, to a quarter of a frame: the long window of the flux hears a hard attack early.
struct AttackFinder {
  private let envelope: [Float]
  /// Loudness below which a jump is not heard.
  private let floor: Float

  /// Seconds to each side in which the attack is looked for: the flux is less than half its window early.
  private static let reach = 0.02
  /// Natural logarithm of the least jump within 5 ms: five times, which no vibrato or beating makes.
  private static let leastJump: Float = 1.6
  /// Share of the piece's loudness that is background.
  private static let background: Float = 0.02
  /// Parts of a frame over which the jump is measured: the attack may fall in the middle of one.
  private static let lag = 2
  private static let partsPerSecond =
    Double(FrameRate.framesPerSecond * FeatureSeries.envelopeParts)

  init(_ features: FeatureSeries) {
    envelope = features.envelope.values
    floor = Self.background * LoudnessNormalisation.target / features.gain
  }

  /// The time in seconds of the hardest attack near `time`; nil where loudness does not jump.
  func attack(near time: Double) -> Double? {
    // The middle of a frame's four parts is the frame's time.
    let middle = Int((time * Self.partsPerSecond + 1.5).rounded())
    let reach = Int((Self.reach * Self.partsPerSecond).rounded())
    let first = max(Self.lag, middle - reach)
    let candidates = first..<max(first, min(envelope.count, middle + reach + 1))
    var best: (jump: Float, part: Int)?
    for part in candidates {
      let jump = log((envelope[part] + floor) / (envelope[part - Self.lag] + floor))
      if jump > (best?.jump ?? Self.leastJump) { best = (jump, part) }
    }
    // The jump is greatest when the part before is the one that the attack falls into.
    return best.map { (Double($0.part - 1) - 1.5) / Self.partsPerSecond }
  }
}
