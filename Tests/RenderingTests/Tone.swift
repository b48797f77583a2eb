// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

/// Stereo samples at 48 kHz that a test can tell everything about.
enum Tone {
  static func sine(_ frequency: Double, seconds: Double, amplitude: Double) -> [Float] {
    (0..<Int(seconds * 48_000)).flatMap { index -> [Float] in
      let value = Float(amplitude * sin(2 * .pi * frequency * Double(index) / 48_000))
      return [value, value]
    }
  }

  /// White noise that fills the scale.
  static func noise(seconds: Double, seed: UInt64) -> [Float] {
    var state = seed
    return (0..<(2 * Int(seconds * 48_000))).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float(Int32(truncatingIfNeeded: state >> 32)) / Float(Int32.max)
    }
  }

  /// Single full samples.
  static func clicks(every distance: Int, count: Int) -> [Float] {
    (0..<(2 * count)).map { $0 / 2 % distance == distance / 2 ? 1 : 0 }
  }
}

/// What FFmpeg's meter says of a file.
enum Ear {
  static func of(_ path: String) throws -> (integrated: Double, peak: Double) {
    let lines = try Shell.run(
      "ffprobe", "-v", "error", "-f", "lavfi", "-i",
      "amovie=\(path),ebur128=metadata=1:peak=true,apad=pad_dur=0.4", "-show_entries",
      "frame_tags=lavfi.r128.I,lavfi.r128.true_peaks_ch0,lavfi.r128.true_peaks_ch1", "-of",
      "csv=p=0")
    let rows = String(decoding: lines, as: UTF8.self).split(separator: "\n")
      .map { $0.split(separator: ",").compactMap { Double($0) } }.filter { $0.count == 3 }
    let last = try #require(rows.last)
    return (last[0], 20 * log10(max(last[1], last[2])))
  }
}
