// SPDX-License-Identifier: GPL-3.0-or-later

/// What `montagectl` can do.
enum Command: String, CaseIterable {
  case make
  case plan
  case prepare
  case join
  case analyze
  case beats
  case compare
  case config
  case doctor
  case enroll
  case cache
  case forget
  case report
  case metrics
  case hooks
  case status
  case list
  case explain
  case retry
  case cancel
  case runNow = "run-now"
  case pause
  case resume
  case completion
  case help
  case version

  /// Operands and options, as the help shows them.
  var synopsis: String {
    switch self {
    case .make: "FOLDER [--draft] [--path any|copy|encode] [--json] [--no-cache]"
    case .plan: "FOLDER [--json] [--no-cache]"
    case .prepare: "FOLDER [--json]"
    case .join: "CUTS.json OUTPUT [--json] [--no-cache]"
    case .analyze: "FILE... [--json] [--no-cache]"
    case .beats:
      "FILE [--bpm N] [--meter N] [--first-downbeat TIME] [--offset TIME] [--click OUT.wav] "
        + "[--format json|audacity|text] [--json] [--no-cache]"
    case .compare: "FILM OTHER [--json]"
    case .config: "check [FILE] [--json]"
    case .doctor: "[--config FILE] [--json]"
    case .enroll: "FOLDER [--write] [--config FILE] [--root FOLDER] [--json]"
    case .cache: "stats | prune | verify [--json]"
    case .forget: "PATH [--json]"
    case .report: "[OUT.tar] [--config FILE] [--json]"
    case .metrics: "[--json]"
    case .hooks: "FOLDER [--for SECONDS]"
    case .status: "[--watch] [--exit-code] [--json]"
    case .list: "[FOLDER] [--json]"
    case .explain: "PATH [--json]"
    case .retry: "PATH [--json]"
    case .cancel: "PATH [--json]"
    case .runNow: "PATH [--json]"
    case .pause: "[--now | --soft] [--for TIME] [FOLDER] [--json]"
    case .resume: "[FOLDER] [--json]"
    case .completion: "bash | zsh | fish"
    case .help, .version: ""
    }
  }

  /// What it does, in half a line.
  var summary: String {
    switch self {
    case .make: "make the films that a project folder asks for"
    case .plan: "show what would be made, and how much of it is ready"
    case .prepare:
      "measure a folder's footage and encode what films will show, so that they take seconds"
    case .join: "make a film from an explicit list of clips"
    case .analyze: "show the shots of footage with their measures"
    case .beats: "show tempo, beats and sections of a song, or let them be heard"
    case .compare: "show how a film differs from another: pictures, cuts, length, loudness"
    case .config: "find the mistakes in a configuration, of the service or of films"
    case .doctor: "look whether this machine is fit for the service"
    case .enroll: "show what lets the service use a drop folder, and with --write write it"
    case .cache: "show what the cache holds, give up what it has no room for, or read it all back"
    case .forget: "have a file or folder measured anew; no file of yours is touched"
    case .report: "gather what a report of a fault needs, without the names of your files"
    case .metrics: "show the daemon's figures as Prometheus reads them"
    case .hooks: "run the programs in a folder for each event among the journal's records on input"
    case .status: "show what the daemon is doing"
    case .list: "show the daemon's footage files and how far they are"
    case .explain: "show in what state a file, folder or film is, and why"
    case .retry: "forget failures of a file or folder, and try again"
    case .cancel: "end the work on a project's films until its config or song changes"
    case .runNow: "make a project's films now"
    case .pause: "pause the daemon, or one folder: --now halts what runs, --for 2h ends by itself"
    case .resume: "end a pause"
    case .completion: "print the script that completes this command line in a shell"
    case .help: "show this text"
    case .version: "show the version"
    }
  }

  var options: Set<String> {
    switch self {
    case .make: ["no-cache", "draft", "path"]
    case .plan, .join, .analyze: ["no-cache"]
    case .beats:
      ["no-cache", "bpm", "meter", "first-downbeat", "offset", "click", "format"]
    case .prepare: []
    case .status: ["watch", "exit-code"]
    case .pause: ["now", "soft", "for"]
    case .doctor, .report: ["config"]
    case .enroll: ["write", "config", "root"]
    case .compare, .config, .list, .explain, .retry, .cancel, .runNow, .resume: []
    case .hooks: ["for"]
    case .cache, .forget, .metrics: []
    case .completion, .help, .version: []
    }
  }

  /// Options, of whatever command, that are followed by a value.
  static let optionsWithValue: Set<String> = [
    "for", "config", "root", "path", "bpm", "meter", "first-downbeat", "offset", "click", "format",
  ]

  var operandCount: ClosedRange<Int> {
    switch self {
    case .make, .plan, .prepare, .beats, .enroll, .cache, .forget, .completion,
      .hooks:
      1...1
    case .join, .compare: 2...2
    case .analyze: 1...10_000
    case .config: 1...2
    case .explain, .retry, .cancel, .runNow: 1...1
    case .list, .pause, .resume, .report: 0...1
    case .status, .doctor, .metrics: 0...0
    case .help, .version: 0...1
    }
  }

  /// Does it.
  func run(_ call: Call, _ output: Output) async throws {
    switch self {
    case .make: try await MakeCommand(call, output).run()
    case .plan: try await PlanCommand(call, output).run()
    case .prepare: try await PrepareCommand(call, output).run()
    case .join: try await JoinCommand(call, output).run()
    case .analyze: try await AnalyzeCommand(call, output).run()
    case .beats: try await BeatsCommand(call, output).run()
    case .compare: try await CompareCommand(call, output).run()
    case .config: try ConfigCommand(call, output).run()
    case .doctor: try await DoctorCommand(call, output).run()
    case .enroll: try EnrollCommand(call, output).run()
    case .cache: try await CacheCommand(call, output).run()
    case .forget: try await ForgetCommand(call, output).run()
    case .report: try await ReportCommand(call, output).run()
    case .metrics: try await MetricsCommand(call, output).run()
    case .hooks: try await HooksCommand(call, output).run()
    case .status: try await StatusCommand(call, output).run()
    case .list: try await ListCommand(call, output).run()
    case .explain: try await ExplainCommand(call, output).run()
    case .retry, .cancel, .runNow, .pause, .resume: try await ChangeCommand(call, output).run()
    case .completion: try CompletionCommand(call, output).run()
    case .help: output.say(Help.text)
    case .version: output.say("montagectl \(Help.version)")
    }
  }
}
