// SPDX-License-Identifier: GPL-3.0-or-later

internal import Control
internal import Linux
internal import Media
internal import Pipeline
internal import Status

/// The command `montagectl explain PATH`.
struct ExplainCommand {
  let call: Call
  let output: Output

  init(_ call: Call, _ output: Output) {
    self.call = call
    self.output = output
  }

  func run() async throws {
    let daemon = RunningDaemon()
    let path = call.operands[0]
    let request = ControlRequest.explain(path: try RunningDaemon.name(of: path))
    guard case .explanation(let told) = try await daemon.ask(request, about: path) else {
      throw daemon.misunderstanding
    }
    let age = told.since > 0 ? ", for \(Age(since: told.since, now: Age.now))" : ""
    output.say("\(Output.shown(told.path)): \(told.kind), \(told.state)\(age)")
    output.say("  \(Output.shown(told.reason))")
    if let remedy = told.remedy { output.say("  \(Output.shown(remedy))") }
    let films = FilmMention.all(of: Path(told.path))
    for film in films { say(film) }
    try output.document(ExplanationDocument(told: told, films: films))
  }

  private func say(_ film: FilmMention) {
    let name = Output.shown(film.film)
    if let reason = film.whyNot {
      output.say("  \(name) does not show it: \(Output.shown(reason))")
    }
    for shot in film.shots {
      output.say(
        "  \(name) shows it from \(shot.start.clock(1)) to \(shot.end.clock(1)), from its "
          + "\(shot.sourceStart.clock(1)) on: \(Output.shown(shot.reason))")
    }
  }
}
