// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Pipeline

/// A command line taken apart: the command, its options, its operands.
struct Call {
  let command: Command
  /// Byte for byte, because names of files are no text.
  let operands: [Path]
  let options: Set<String>

  /// Options may stand anywhere; `--` ends them.
  init(_ arguments: [Path]) throws(UsageError) {
    var rest = arguments[...]
    var options: Set<String> = []
    var words: [Path] = []
    while let argument = rest.popFirst() {
      if argument == "--" {
        words += rest
        break
      }
      if argument.bytes.starts(with: "--".utf8) {
        options.insert(String(argument.exact.dropFirst(2)))
      } else {
        words.append(argument)
      }
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
    operands = Array(words.dropFirst())
    try check()
  }

  func has(_ option: String) -> Bool { options.contains(option) }

  private func check() throws(UsageError) {
    let known = command.options.union(["json", "help", "version"])
    if let unknown = options.subtracting(known).sorted().first {
      throw UsageError("\(command.rawValue) has no option --\(unknown); try montagectl help")
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
