// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc
package import Media

/// Clicks on the beats of a song that is lowered a little; higher ones on downbeats.
package struct ClickTrack: Sendable {
  private let clicks: [Click]
  /// The sound of a beat and of a downbeat; both begin with their loudest sample.
  private let plain: [Float]
  private let high: [Float]
  /// Samples of each channel that went through.
  private var position = 0
  /// The first click that is not over.
  private var next = 0

  /// Half: the song keeps its balance, and its peaks leave room for a click.
  private static let songGain: Float = 0.5
  private static let clickGain: Float = 0.45
  private static let lengthSeconds = 0.03
  private static let decaySeconds = 0.006
  /// A fifth apart, where most songs are thin and ears keen.
  private static let pitches = (plain: 1500.0, high: 2250.0)

  /// Where a click begins, in samples.
  private struct Click: Sendable {
    let start: Int
    let isHigh: Bool
  }

  /// For `beats`, rising in time, of a song at `sampleRate`.
  package init(beats: [Beat], sampleRate: Int) {
    let rate = Rational(Int64(sampleRate))
    clicks = beats.map { Click(start: $0.time.frame(at: rate), isHigh: $0.position == 1) }
    plain = Self.sound(of: Self.pitches.plain, sampleRate: sampleRate)
    high = Self.sound(of: Self.pitches.high, sampleRate: sampleRate)
  }

  /// Lowers the song's next samples, interleaved, and adds what clicks there.
  package mutating func mix(into samples: inout [Float], channels: Int) {
    let count = samples.count / channels
    for index in samples.indices { samples[index] *= Self.songGain }
    var click = next
    while click < clicks.count, clicks[click].start < position + count {
      let sound = clicks[click].isHigh ? high : plain
      // A click is cut off by the next one.
      let end = click + 1 < clicks.count ? clicks[click + 1].start : Int.max
      add(sound, from: clicks[click].start, to: end, samples: &samples, channels: channels)
      if clicks[click].start + sound.count <= position + count { next = click + 1 }
      click += 1
    }
    position += count
    for index in samples.indices { samples[index] = min(max(samples[index], -1), 1) }
  }

  private func add(
    _ sound: [Float], from start: Int, to end: Int, samples: inout [Float], channels: Int
  ) {
    let here = position..<(position + samples.count / channels)
    let heard = (start..<min(end, start + sound.count)).clamped(to: here)
    for sample in heard {
      for channel in 0..<channels {
        samples[(sample - position) * channels + channel] += sound[sample - start]
      }
    }
  }

  /// A cosine that dies away.
  private static func sound(of pitch: Double, sampleRate: Int) -> [Float] {
    (0..<Int(lengthSeconds * Double(sampleRate))).map { index in
      let time = Double(index) / Double(sampleRate)
      let end = min(1, (lengthSeconds - time) / 0.005)
      return clickGain
        * Float(cos(2 * Double.pi * pitch * time) * exp(-time / decaySeconds) * end)
    }
  }
}
