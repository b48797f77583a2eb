// SPDX-License-Identifier: GPL-3.0-or-later

/// What a person says of a song's beats; the measurement keeps to it.
package struct BeatHints: Hashable, Sendable, Codable {
  /// Beats per minute.
  package var tempo: Double?
  /// Beats in a bar.
  package var meter: Int?
  /// Where a bar starts; the others are counted from there.
  package var firstDownbeat: MediaTime?
  /// All beats, strictly increasing in time; empty when they are to be found.
  package var beats: [ToldBeat]

  package init(
    tempo: Double? = nil, meter: Int? = nil, firstDownbeat: MediaTime? = nil,
    beats: [ToldBeat] = []
  ) {
    self.tempo = tempo
    self.meter = meter
    self.firstDownbeat = firstDownbeat
    self.beats = beats
  }

  /// Nothing is said.
  package var isEmpty: Bool { self == BeatHints() }
}

/// A beat as a person wrote it down.
package struct ToldBeat: Hashable, Sendable, Codable {
  package var time: MediaTime
  /// Place in the bar, 1 for the downbeat; nil when only the time is known.
  package var position: Int?

  package init(time: MediaTime, position: Int? = nil) {
    self.time = time
    self.position = position
  }
}
