// SPDX-License-Identifier: GPL-3.0-or-later

/// What may follow the options that take a value.
enum OptionValue {
  static let choices: [String: [String]] = [
    "path": ["any", "copy", "encode"], "format": ["json", "audacity", "text"],
  ]

  static let files: Set<String> = ["config", "root", "click"]

  /// Numbers and times, which nobody can guess.
  static var free: [String] {
    Command.optionsWithValue.subtracting(files).subtracting(choices.keys).sorted()
  }
}

extension Command {
  /// With those that most commands have.
  var allOptions: [String] {
    switch self {
    case .help, .version, .completion: []
    default: (options.union(["json"])).sorted()
    }
  }

  /// What the first operand may be, where it is one of a few words.
  var operandWords: [String] {
    switch self {
    case .config: ["check"]
    case .cache: ["stats", "prune", "verify"]
    case .completion: Completion.allCases.map(\.rawValue)
    default: []
    }
  }

  var takesFiles: Bool {
    switch self {
    case .cache, .completion, .help, .version, .status, .doctor, .metrics: false
    default: operandCount.upperBound > 0
    }
  }
}
