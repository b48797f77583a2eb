// SPDX-License-Identifier: GPL-3.0-or-later

/// One beat of the music.
package struct Beat: Hashable, Sendable, Codable {
  /// Time from the first decoded sample.
  package var time: MediaTime
  /// Place in the bar; 1 is the downbeat.
  package var position: Int

  package init(time: MediaTime, position: Int) {
    self.time = time
    self.position = position
  }
}

/// A stretch of music of one character, on bar lines.
package struct Section: Hashable, Sendable, Codable {
  package var range: TimeRange
  /// Loudness and density against the whole piece, 0 (calmest) to 1.
  package var energy: Double
  /// `intro`, `build`, `drop`, `verse`, `break` or `outro`.
  package var label: String

  package init(range: TimeRange, energy: Double, label: String) {
    self.range = range
    self.energy = energy
    self.label = label
  }
}

/// Everything known of one song.
package struct MusicAnalysis: Hashable, Sendable, Codable {
  package var duration: MediaTime
  /// Beats per minute, from the median of spans of four beats; 0 when there is no beat.
  package var tempo: Double
  /// How sure the tempo is, 0 to 1.
  package var confidence: Double
  /// Beats in a bar.
  package var meter: Int
  /// Strictly increasing in time.
  package var beats: [Beat]
  /// Contiguous, covering the piece.
  package var sections: [Section]
  /// Energy at each beat, 0 to 1, as many as beats.
  package var beatEnergy: [Double]
  /// How hard each beat is struck against the others of the song, 0 to 1, as many as beats: where a cut lands best.
  package var beatAccent: [Double]
  /// From the first sound to the last.
  package var sounding: TimeRange
  /// Nothing in it can be heard.
  package var isSilent: Bool

  package init(
    duration: MediaTime, tempo: Double, confidence: Double, meter: Int, beats: [Beat],
    sections: [Section], beatEnergy: [Double], beatAccent: [Double] = [],
    sounding: TimeRange? = nil, isSilent: Bool = false
  ) {
    self.duration = duration
    self.tempo = tempo
    self.confidence = confidence
    self.meter = meter
    self.beats = beats
    self.sections = sections
    self.beatEnergy = beatEnergy
    self.beatAccent = beatAccent
    self.sounding = sounding ?? TimeRange(start: .zero, end: duration)
    self.isSilent = isSilent
  }
}
