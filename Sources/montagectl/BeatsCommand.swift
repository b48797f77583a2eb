// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Media
internal import Pipeline

/// The command `montagectl beats FILE`.
struct BeatsCommand {
  let call: Call
  let output: Output

  init(_ call: Call, _ output: Output) {
    self.call = call
    self.output = output
  }

  func run() async throws {
    let (workshop, throwaway) = try call.workshop()
    defer { withExtendedLifetime(throwaway) {} }
    let line = ProgressLine(isShown: !output.isJSON)
    defer { line.clear() }
    let path = call.operands[0]
    let music = try await FileMeasures(workshop, progress: line.listener).music(path)
    line.clear()
    let document = Document(path, music)
    if document.beats.isEmpty {
      output.say("\(path): \(document.silent ? "silence" : "no beats")")
    } else {
      output.say(
        "\(path): \(document.tempo) beats per minute, \(document.beats.count) beats, \(document.meter) in a bar"
      )
    }
    for section in document.sections {
      output.say("  \(section.start)\t\(section.end)\t\(section.label)\tenergy \(section.energy)")
    }
    try output.document(document)
  }

  /// The document of `--json`.
  private struct Document: Encodable {
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
  }

  private struct Beat: Encodable {
    var time: Double
    var position: Int
  }

  private struct Section: Encodable {
    var start: Double
    var end: Double
    var energy: Double
    var label: String
  }
}
