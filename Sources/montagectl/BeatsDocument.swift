// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Media
internal import Pipeline

/// The document of `montagectl beats --json`.
struct BeatsDocument: Encodable {
  var path: String
  var duration: Double
  var tempo: Double
  var confidence: Double
  var meter: Int
  /// Nothing in it can be heard.
  var silent: Bool
  var beats: [Beat]
  var sections: [Section]

  init(_ path: Path, _ music: MusicAnalysis) {
    self.path = path.exact
    silent = music.isSilent
    duration = music.duration.seconds
    tempo = music.tempo
    confidence = music.confidence
    meter = music.meter
    beats = music.beats.map { Beat(time: $0.time.seconds, position: $0.position) }
    sections = music.sections.map {
      Section(
        start: $0.range.start.seconds, end: $0.range.end.seconds, energy: $0.energy,
        label: $0.label)
    }
  }

  struct Beat: Encodable {
    var time: Double
    var position: Int
  }

  struct Section: Encodable {
    var start: Double
    var end: Double
    var energy: Double
    var label: String
  }
}
