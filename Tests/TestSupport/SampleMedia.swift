// SPDX-License-Identifier: GPL-3.0-or-later

package import Foundation

/// Small media of which everything is known: clips that nobody could confuse, songs with a kick on each beat.
package enum SampleMedia {
  /// Moving pictures that differ in every frame and from each other.
  package enum Pattern: String, CaseIterable, Sendable {
    case clock = "testsrc2"
    case fractal = "mandelbrot"
    case colonies = "life=mold=10:ratio=0.1:death_color=#C83232:life_color=#00FF00:seed=7"
    case waves = "nullsrc"
    case automaton = "cellauto=seed=7"
    case bars = "smptehdbars"

    /// The filter with its picture's size and rate.
    fileprivate func source(_ size: String, _ rate: String) -> String {
      let options = "\(rawValue.contains("=") ? ":" : "=")size=\(size):rate=\(rate)"
      let motion =
        switch self {
        case .bars: ",rotate=t/2:c=gray"
        case .waves:
          ",geq=lum='128+90*sin(X/17+3*T)*cos(Y/13-2*T)':cb='128+40*sin(T+X/90)':cr=110"
        default: ""
        }
      return rawValue + options + motion
    }
  }

  /// Encodes a clip with Debian's `ffmpeg`.
  package static func write(
    _ pattern: Pattern, to path: String, seconds: Double = 3, size: String = "320x180",
    rate: String = "30", options: [String] = []
  ) throws {
    try Shell.run(
      ["ffmpeg", "-nostdin", "-v", "error", "-y", "-f", "lavfi", "-i", pattern.source(size, rate)]
        + ["-t", "\(seconds)", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"]
        + ["-g", "15"] + options + [path])
  }

  /// A WAV file with a kick every `interval` seconds, the first of each four louder; the first at `start`.
  package static func song(
    seconds: Double = 16, interval: Double = 0.5, start: Double = 0, pitch: Double = 60
  ) -> Data {
    var samples = [Double](repeating: 0, count: Int(seconds * Double(rate)))
    for beat in 0... {
      let first = Int(((start + Double(beat) * interval) * Double(rate)).rounded())
      guard first < samples.count else { break }
      let loudness = beat % 4 == 0 ? 0.8 : 0.55
      for index in 0..<min(rate * 3 / 20, samples.count - first) {
        let time = Double(index) / Double(rate)
        let frequency = pitch + 80 * exp(-40 * time)
        samples[first + index] += loudness * exp(-30 * time) * sin(2 * .pi * frequency * time)
      }
    }
    // A chord for each bar: what starts a bar is a new one.
    let roots = [220, 174.61, 261.63, 196]
    for index in samples.indices {
      let time = Double(index) / Double(rate)
      let root = roots[max(0, Int((time - start) / (4 * interval))) % 4]
      for note in [1, 1.25992, 1.49831] {
        samples[index] += 0.02 * sin(2 * .pi * root * note * time)
      }
    }
    return wave(samples)
  }

  /// A WAV file in which nothing can be heard.
  package static func silence(seconds: Double) -> Data {
    wave([Double](repeating: 0, count: Int(seconds * Double(rate))))
  }

  /// A WAV file with one even tone: sound without a beat.
  package static func tone(seconds: Double) -> Data {
    wave((0..<Int(seconds * Double(rate))).map { 0.3 * sin(Double($0) * 2 * .pi * 196 / 22_050) })
  }

  /// Samples per second of all songs.
  private static let rate = 22_050

  /// Mono, 16 bits.
  private static func wave(_ samples: [Double]) -> Data {
    var data = Data("RIFF".utf8)
    func append(_ number: UInt32, bytes: Int) {
      for byte in 0..<bytes { data.append(UInt8(truncatingIfNeeded: number >> (8 * byte))) }
    }
    append(UInt32(36 + 2 * samples.count), bytes: 4)
    data.append(Data("WAVEfmt ".utf8))
    for (number, bytes) in [(16, 4), (1, 2), (1, 2), (rate, 4), (2 * rate, 4), (2, 2), (16, 2)] {
      append(UInt32(number), bytes: bytes)
    }
    data.append(Data("data".utf8))
    append(UInt32(2 * samples.count), bytes: 4)
    for sample in samples {
      append(UInt32(bitPattern: Int32(max(-1, min(1, sample)) * 32_000)), bytes: 2)
    }
    return data
  }
}
