// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Pipeline

/// A command line taken apart: the command, its options, its operands.
struct Call {
  let command: Command
  /// Byte for byte, because names of files are no text.
  let operands: [Path]
  let options: Set<String>
  /// What was given to options that take a value.
  private let values: [String: String]

  /// Options may stand anywhere; `--` ends them.
  init(_ arguments: [Path]) throws(UsageError) {
    var rest = arguments[...]
    var options: Set<String> = []
    var values: [String: String] = [:]
    var words: [Path] = []
    while let argument = rest.popFirst() {
      if argument == "--" {
        words += rest
        break
      }
      guard argument.bytes.starts(with: "--".utf8) else {
        words.append(argument)
        continue
      }
      let (name, value) = try Self.option(argument, &rest)
      options.insert(name)
      values[name] = value
    }
    if options.contains("help") || words.isEmpty && options.isEmpty {
      words = ["help"]
    } else if options.contains("version") {
      words = ["version"]
    }
    guard let name = words.first, let command = Command(rawValue: name.exact) else {
      throw UsageError("unknown command \(words.first ?? ""); try montagectl help")
    }
    self.command = command
    self.options = options
    self.values = values
    operands = Array(words.dropFirst())
    try check()
  }

  func has(_ option: String) -> Bool { options.contains(option) }

  /// What was given to `option`, as `--option VALUE` or `--option=VALUE`; nil when the option was not.
  func value(of option: String) -> String? { values[option] }

  /// One option's name and value; the value may be the next word.
  private static func option(
    _ argument: Path, _ rest: inout ArraySlice<Path>
  ) throws(UsageError) -> (String, String?) {
    let parts = argument.exact.dropFirst(2)
      .split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let name = parts[0]
    guard Command.optionsWithValue.contains(name) else {
      guard parts.count == 1 else {
        throw UsageError("--\(Output.shown(name)) takes no value; try montagectl help")
      }
      return (name, nil)
    }
    guard let value = parts.count > 1 ? parts[1] : rest.popFirst()?.exact, !value.isEmpty else {
      throw UsageError("--\(name) needs a value; try montagectl help")
    }
    return (name, value)
  }

  private func check() throws(UsageError) {
    let known = command.options.union(["json", "help", "version"])
    if let unknown = options.subtracting(known).sorted().first {
      throw UsageError(
        "\(command.rawValue) has no option --\(Output.shown(unknown)); try montagectl help")
    }
    guard command.operandCount.contains(operands.count) else {
      throw UsageError("usage: montagectl \(command.rawValue) \(command.synopsis)")
    }
    guard !operands.contains("") else {
      throw UsageError(
        "an empty name is no file; usage: montagectl \(command.rawValue) \(command.synopsis)")
    }
  }
}

/// The command line makes no sense.
struct UsageError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
