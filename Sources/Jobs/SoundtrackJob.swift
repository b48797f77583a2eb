// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// Encodes the sound of a film.
///
/// Input 0: the song; output 0: an MP4 file of one AAC stream, as long as the film.
package struct SoundtrackJob: Job {
  package static let kind = JobKind.soundtrack

  package var soundtrack: Soundtrack
  /// The film's length in samples of each channel, 48,000 a second.
  package var sampleCount: Int

  package init(soundtrack: Soundtrack, sampleCount: Int) {
    self.soundtrack = soundtrack
    self.sampleCount = sampleCount
  }

  /// What the file holds.
  package struct Answer: Codable, Sendable {
    /// Samples of each channel.
    package var samples: Int
    /// SHA-256 over the packets' bytes.
    package var digest: String

    package init(samples: Int, digest: String) {
      self.samples = samples
      self.digest = digest
    }
  }
}
