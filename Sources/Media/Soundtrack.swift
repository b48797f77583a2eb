// SPDX-License-Identifier: GPL-3.0-or-later

/// What is heard in a film: a stretch of music, the footage's own sound, or both.
package struct Soundtrack: Hashable, Sendable, Codable {
  package var content: ContentKey
  /// Where in the song the film starts.
  package var start: MediaTime
  /// Length of the fade at the film's start; zero where the song starts with the film.
  package var fadeIn: MediaTime
  /// Length of the fade at the film's end.
  package var fadeOut: MediaTime
  package var sound: FilmSound
  /// Integrated loudness of the film in LUFS; nil leaves the song as it is.
  package var loudness: Double?

  package init(
    content: ContentKey, start: MediaTime, fadeIn: MediaTime = .zero, fadeOut: MediaTime,
    sound: FilmSound = .music, loudness: Double? = nil
  ) {
    self.content = content
    self.start = start
    self.fadeIn = fadeIn
    self.fadeOut = fadeOut
    self.sound = sound
    self.loudness = loudness
  }
}

/// Where the sound of a film comes from.
package enum FilmSound: String, Hashable, Sendable, Codable, CaseIterable {
  case music
  /// The footage's own sound, under which the music is lowered.
  case duck
  /// The footage's own sound alone.
  case original
}

/// How loud a finished film is, and what that took.
package struct SoundLevel: Hashable, Sendable, Codable {
  /// Integrated loudness in LUFS; nil for silence.
  package var loudness: Double?
  /// The highest point of the wave in dBTP; nil for silence.
  package var truePeak: Double?
  /// By how many decibels the sound was changed as a whole.
  package var gain: Double
  /// By how many decibels the highest peaks were turned down beyond that.
  package var reduction: Double

  package init(loudness: Double?, truePeak: Double?, gain: Double = 0, reduction: Double = 0) {
    self.loudness = loudness
    self.truePeak = truePeak
    self.gain = gain
    self.reduction = reduction
  }
}
