// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// Lays a click on each beat of a song, for ears to judge.
///
/// Input 0: the song; output 0: a WAV file, stereo, 16 bit, 48,000 samples a second.
package struct ClickJob: Job {
  package static let kind = JobKind.click

  package var beats: [Beat]

  package init(beats: [Beat]) { self.beats = beats }

  /// What the file holds.
  package struct Answer: Codable, Sendable {
    /// Samples of each channel.
    package var samples: Int

    package init(samples: Int) { self.samples = samples }
  }

  /// As long as the sizes in a WAV file allow, in samples of each channel.
  package static let mostSamples = (Int(UInt32.max) - 1024) / 4
  package static let sampleRate = 48_000
}
