// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// Encodes the sound of a film.
///
/// Inputs: the song, unless only the footage's own sound is wanted, then the footage; output 0: an MP4 file of one
/// AAC stream, as long as the film; output 1: room to work in.
package struct SoundtrackJob: Job {
  package static let kind = JobKind.soundtrack

  package var soundtrack: Soundtrack
  /// The film's length; this and all places count samples of each channel, 48,000 a second.
  package var sampleCount: Int
  /// Clips whose own sound is wanted, in the order of the film.
  package var clips: [OwnSound]

  package init(soundtrack: Soundtrack, sampleCount: Int, clips: [OwnSound] = []) {
    self.soundtrack = soundtrack
    self.sampleCount = sampleCount
    self.clips = clips
  }

  /// A clip that brings its own sound.
  package struct OwnSound: Codable, Sendable, Hashable {
    /// Index among the footage.
    package var footage: Int
    /// From the source's first displayed picture to the first that the clip shows.
    package var source: Int
    /// Where the clip begins in the film, and where the next one does.
    package var start: Int
    package var end: Int

    package init(footage: Int, source: Int, start: Int, end: Int) {
      self.footage = footage
      self.source = source
      self.start = start
      self.end = end
    }
  }

  /// What the file holds.
  package struct Answer: Codable, Sendable {
    /// Samples of each channel.
    package var samples: Int
    /// SHA-256 over the packets' bytes.
    package var digest: String
    /// What is heard of it.
    package var level: SoundLevel
    /// Footage whose sound could not be read, and what the library said.
    package var unreadable: [Int: String]
    /// Footage that has no sound.
    package var mute: [Int]

    package init(
      samples: Int, digest: String, level: SoundLevel, unreadable: [Int: String] = [:],
      mute: [Int] = []
    ) {
      self.samples = samples
      self.digest = digest
      self.level = level
      self.unreadable = unreadable
      self.mute = mute
    }
  }
}
