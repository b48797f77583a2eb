// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Media
internal import Pipeline
internal import Planning

/// The document of `montagectl beats --json`.
struct BeatsDocument: Encodable {
  var path: String
  var duration: Double
  var tempo: Double
  var confidence: Double
  var meter: Int
  /// Nothing in it can be heard.
  var silent: Bool
  /// From the first sound to the last.
  var sounding: Range
  var beats: [Beat]
  var sections: [Section]

  init(_ path: Path, _ music: MusicAnalysis) {
    self.path = path.exact
    silent = music.isSilent
    duration = music.duration.seconds
    tempo = music.tempo
    confidence = music.confidence
    meter = music.meter
    sounding = Range(
      start: music.sounding.start.seconds, end: music.sounding.end.seconds)
    beats = music.beats.enumerated().map { index, beat in
      Beat(
        time: beat.time.seconds, position: beat.position, accent: music.accent(atBeat: index))
    }
    sections = music.sections.map {
      Section(
        start: $0.range.start.seconds, end: $0.range.end.seconds, energy: $0.energy,
        label: $0.label)
    }
  }

  struct Beat: Encodable {
    var time: Double
    var position: Int
    /// How hard it is struck against the others, 0 to 1.
    var accent: Double
  }

  struct Range: Encodable {
    var start: Double
    var end: Double
  }

  struct Section: Encodable {
    var start: Double
    var end: Double
    var energy: Double
    var label: String
  }
}
