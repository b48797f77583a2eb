// SPDX-License-Identifier: GPL-3.0-or-later

internal import FFmpeg
internal import Glibc

/// Keeps the wave between the samples below a ceiling: turns down a few milliseconds before a peak, and slowly up again.
package struct PeakLimiter: Sendable {
  private let ceiling: Float
  private var wave = TruePeak()
  private var peaks: [Float] = []
  /// Samples not handed out yet.
  private var waiting: [Float] = []
  /// The factors that samples to come need, without those that a later and lower one hides.
  private var minima: [(place: Int, need: Float)] = []
  private var firstMinimum = 0
  /// Factors of the last samples, whose mean is what a sample is multiplied by.
  private var recent = [Float](repeating: 1, count: ahead + 1)
  private var recentSum = Double(ahead + 1)
  private var held: Float = 1
  private var seen = 0
  /// The sample whose factor comes next; it begins before the sound, which may begin with a peak.
  private var done = -ahead
  /// Peaks of the first samples that belong to none: the measure lags.
  private var early = TruePeak.delay
  private var lowest: Float = 1

  /// Samples before a peak at which the gain starts to fall: 5 ms, too short to hear as a fade.
  private static let ahead = 240
  /// How much of the way back to full gain is made with each sample: 100 ms, slow enough not to distort basses.
  private static let release = Float(1 - exp(-1 / (0.1 * Double(SoundEncoder.sampleRate))))

  /// `ceiling` is the highest amplitude of the wave.
  package init(ceiling: Double) { self.ceiling = Float(ceiling) }

  /// The most that it turned down so far, in decibels above zero.
  package var reduction: Double { -Loudness.decibels(Double(lowest)) }

  /// Takes interleaved samples and answers those that are ready: at first fewer than came.
  package mutating func process(_ samples: [Float]) -> [Float] {
    waiting += samples
    wave.measure(samples, floor: ceiling, into: &peaks)
    var out: [Float] = []
    out.reserveCapacity(samples.count)
    for peak in peaks {
      // The filters see the wave before it begins.
      if early > 0 {
        early -= 1
        continue
      }
      see(need: peak > ceiling ? ceiling / peak : 1)
      guard seen > done + Self.ahead else { continue }
      let factor = nextFactor()
      guard done > 0 else { continue }
      out.append(waiting[out.count] * factor)
      out.append(waiting[out.count] * factor)
    }
    waiting.removeFirst(out.count)
    minima.removeFirst(firstMinimum)
    firstMinimum = 0
    return out
  }

  /// Answers what was held back.
  package mutating func finish() -> [Float] {
    let rest = waiting.count
    let silence = [Float](repeating: 0, count: 2 * (TruePeak.delay + Self.ahead))
    return Array(process(silence).prefix(rest))
  }

  private mutating func see(need: Float) {
    while minima.count > firstMinimum, let last = minima.last, last.need >= need {
      minima.removeLast()
    }
    minima.append((seen, need))
    seen += 1
  }

  /// The factor of sample `done`: each of the last ones was low enough for it.
  private mutating func nextFactor() -> Float {
    while minima[firstMinimum].place < done { firstMinimum += 1 }
    let need = minima[firstMinimum].need
    held = min(need, held + (1 - held) * Self.release)
    let slot = (done + Self.ahead) % recent.count
    recentSum += Double(held) - Double(recent[slot])
    recent[slot] = held
    done += 1
    let factor = min(Float(recentSum / Double(recent.count)), 1)
    lowest = min(lowest, factor)
    return factor
  }
}
