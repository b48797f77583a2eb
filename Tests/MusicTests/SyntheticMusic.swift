// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// Samples whose beats are known because they were put there.
struct SyntheticMusic {
  var samples: [Float]
  private var random: LinearCongruence

  init(seconds: Double, seed: UInt64 = 1) {
    samples = [Float](repeating: 0, count: Int(seconds * 22_050))
    random = LinearCongruence(state: seed)
  }

  /// A decaying sine from `time` on.
  mutating func tone(_ frequency: Double, at time: Double, decay: Double = 0.05, gain: Double = 0.5)
  {
    add(at: time, length: decay * 6) { offset, _ in
      gain * exp(-offset / decay) * sin(2 * Double.pi * frequency * offset)
    }
  }

  /// A decaying burst of noise from `time` on.
  mutating func noise(at time: Double, decay: Double = 0.03, gain: Double = 0.3) {
    add(at: time, length: decay * 6) { offset, noise in gain * exp(-offset / decay) * noise }
  }

  /// Steady noise from one time to another.
  mutating func hiss(from start: Double, to end: Double, gain: Double) {
    add(at: start, length: end - start) { _, noise in gain * noise }
  }

  /// Steady tones from one time to another, with soft edges.
  mutating func chord(_ frequencies: [Double], from start: Double, to end: Double, gain: Double) {
    add(at: start, length: end - start) { offset, _ in
      let edge = min(1, offset / 0.01, (end - start - offset) / 0.01)
      return gain * edge * frequencies.reduce(0) { $0 + sin(2 * Double.pi * $1 * offset) }
    }
  }

  private mutating func add(
    at time: Double, length: Double, _ sound: (_ offset: Double, _ noise: Double) -> Double
  ) {
    let first = Int((time * 22_050).rounded(.up))
    for index in first..<min(samples.count, first + Int(length * 22_050)) {
      let offset = Double(index) / 22_050 - time
      samples[index] += Float(sound(offset, random.next()))
    }
  }

  /// Clicks of 1 kHz at `times`.
  static func clicks(at times: [Double], seconds: Double) -> SyntheticMusic {
    var music = SyntheticMusic(seconds: seconds)
    for time in times { music.tone(1000, at: time, decay: 0.02) }
    return music
  }

  /// Beats at a constant tempo.
  static func grid(_ tempo: Double, from start: Double, to end: Double) -> [Double] {
    Array(stride(from: start, to: end, by: 60 / tempo))
  }

  /// Kick on one and three, snare on two and four, hi-hat on the eighths, and a new chord every bar.
  static func rock(tempo: Double, bars: Int, from start: Double = 0) -> SyntheticMusic {
    let beat = 60 / tempo
    var music = SyntheticMusic(seconds: start + Double(4 * bars) * beat + 0.5)
    let roots = [110.0, 146.83, 164.81, 130.81]
    for bar in 0..<bars {
      let begin = start + Double(4 * bar) * beat
      let root = roots[bar % roots.count]
      music.chord([root, root * 1.26, root * 1.5], from: begin, to: begin + 4 * beat, gain: 0.06)
      for number in 0..<4 {
        let time = begin + Double(number) * beat
        if number % 2 == 0 { music.tone(60, at: time, decay: 0.08, gain: 0.6) }
        if number % 2 == 1 { music.noise(at: time, decay: 0.06, gain: 0.35) }
        for half in 0..<2 {
          music.noise(
            at: time + Double(half) * beat / 2, decay: 0.01, gain: half == 0 ? 0.12 : 0.06)
        }
      }
    }
    return music
  }
}

/// Numbers from -1 to 1 that look random and are the same in every run.
private struct LinearCongruence {
  var state: UInt64

  mutating func next() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 33) / Double(1 << 30) - 1
  }
}
