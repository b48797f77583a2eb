// SPDX-License-Identifier: GPL-3.0-or-later

/// What `montagectl` can do.
enum Command: String, CaseIterable {
  case make
  case plan
  case join
  case analyze
  case beats
  case config
  case doctor
  case help
  case version

  /// Operands and options, as the help shows them.
  var synopsis: String {
    switch self {
    case .make: "FOLDER [--json] [--no-cache]"
    case .plan: "FOLDER [--json] [--no-cache]"
    case .join: "CUTS.json OUTPUT [--json] [--no-cache]"
    case .analyze: "FILE... [--json] [--no-cache]"
    case .beats: "FILE [--json] [--no-cache]"
    case .config: "check [FILE] [--json]"
    case .doctor: "[--config FILE] [--json]"
    case .help, .version: ""
    }
  }

  /// What it does, in half a line.
  var summary: String {
    switch self {
    case .make: "make the films that a project folder asks for"
    case .plan: "show what would be made, and how much of it is ready"
    case .join: "make a film from an explicit list of clips"
    case .analyze: "show the shots of footage with their measures"
    case .beats: "show tempo, beats and sections of a song"
    case .config: "find the mistakes in a configuration, of the service or of films"
    case .doctor: "look whether this machine is fit for the service"
    case .help: "show this text"
    case .version: "show the version"
    }
  }

  var options: Set<String> {
    switch self {
    case .make, .plan, .join, .analyze, .beats: ["no-cache"]
    case .doctor: ["config"]
    case .config, .help, .version: []
    }
  }

  var operandCount: ClosedRange<Int> {
    switch self {
    case .make, .plan, .beats: 1...1
    case .join: 2...2
    case .analyze: 1...10_000
    case .config: 1...2
    case .doctor, .help, .version: 0...1
    }
  }

  /// Does it.
  func run(_ call: Call, _ output: Output) async throws {
    switch self {
    case .make: try await MakeCommand(call, output).run()
    case .plan: try await PlanCommand(call, output).run()
    case .join: try await JoinCommand(call, output).run()
    case .analyze: try await AnalyzeCommand(call, output).run()
    case .beats: try await BeatsCommand(call, output).run()
    case .config: try ConfigCommand(call, output).run()
    case .doctor: try await DoctorCommand(call, output).run()
    case .help: output.say(Help.text)
    case .version: output.say("montagectl \(Help.version)")
    }
  }
}
