// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Media
internal import Pipeline
internal import Settings

/// The command `montagectl beats FILE`.
struct BeatsCommand {
  let call: Call
  let output: Output

  init(_ call: Call, _ output: Output) {
    self.call = call
    self.output = output
  }

  func run() async throws {
    let format = try format
    let wishes = try wishes
    let (workshop, throwaway) = try call.workshop()
    defer { withExtendedLifetime(throwaway) {} }
    let line = ProgressLine(isShown: format == .people)
    defer { line.clear() }
    let path = call.operands[0]
    let song = try await FileMeasures(workshop, progress: line.listener).music(path, wishes: wishes)
    if let target = call.value(of: "click") {
      try await Clicking(workshop, progress: line.listener).click(song, to: Path(target))
    }
    line.clear()
    let music = song.analysis
    switch format {
    case .people: output.say(BeatsText.people(path, song))
    case .json: try output.document(BeatsDocument(path, music), always: true)
    case .audacity: output.say(BeatsText.labels(music))
    case .text: output.say(BeatsText.lines(music))
    }
  }

  /// What is printed.
  private enum Format: String, CaseIterable {
    case people
    case json
    case audacity
    case text
  }

  private var format: Format {
    get throws(UsageError) {
      guard let name = call.value(of: "format") else { return output.isJSON ? .json : .people }
      guard let format = Format(rawValue: name), format != .people else {
        throw UsageError("--format takes json, audacity or text, not \(Output.shown(name))")
      }
      guard !output.isJSON || format == .json else {
        throw UsageError("--json and --format \(name) contradict each other; keep one")
      }
      return format
    }
  }

  private var wishes: BeatWishes {
    get throws(UsageError) {
      let options = BeatWishes.keys.compactMap { key in
        call.value(of: key.replacing("_", with: "-")).map { (name: key, value: $0) }
      }
      do throws(ConfigError) {
        return try BeatWishes(options: options)
      } catch {
        throw UsageError(error.description)
      }
    }
  }
}
