// SPDX-License-Identifier: GPL-3.0-or-later

/// The two clocks of music analysis: samples and the frames that features are measured at.
package enum FrameRate {
  /// Samples a second: up to 11 kHz, where drums still are, at half the work of 44.1 kHz.
  package static let sampleRate = 22_050
  /// Frames a second: beats must be found to a few milliseconds.
  package static let framesPerSecond = 100

  /// The sample that frame `frame` is centred on: 220.5 a frame, rounded up at a half.
  package static func sample(ofFrame frame: Int) -> Int { (frame * 441 + 1) / 2 }

  /// How many frames are centred inside `samples` samples.
  package static func frameCount(ofSamples samples: Int) -> Int {
    // The first frame at or past the end: ceil(samples / 220.5), less one where rounding up reaches it.
    var count = (samples * 2 + 440) / 441
    while count > 0, sample(ofFrame: count - 1) >= samples { count -= 1 }
    return count
  }
}
