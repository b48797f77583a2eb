// SPDX-License-Identifier: GPL-3.0-or-later

/// One thing wrong with a configuration file, for the person who wrote it.
package struct ConfigProblem: Hashable, Sendable {
  package let file: String
  /// Counts from 1; nil when the file's name is the problem.
  package let line: Int?
  package let problem: String
  /// What to do, often a line to paste.
  package let remedy: String

  package init(file: String, line: Int?, problem: String, remedy: String) {
    self.file = file
    self.line = line
    self.problem = problem
    self.remedy = remedy
  }
}

extension ConfigProblem: CustomStringConvertible {
  package var description: String {
    "\(file): " + (line.map { "line \($0): " } ?? "") + "\(problem); \(remedy)"
  }
}

/// Everything wrong with a configuration, from top to bottom; never empty.
package struct ConfigError: Error, Hashable, Sendable {
  package let problems: [ConfigProblem]

  package init(_ problems: [ConfigProblem]) {
    precondition(!problems.isEmpty, "an error has a problem")
    self.problems = problems
  }
}

extension ConfigError: CustomStringConvertible {
  /// Most problems that a message lists: more than one screen helps nobody.
  private static let shown = 20

  package var description: String {
    var lines = problems.prefix(Self.shown).map(\.description)
    if problems.count > Self.shown { lines.append("and \(problems.count - Self.shown) more") }
    return lines.joined(separator: "\n")
  }
}

/// Why the text of one value is refused; the decoder adds file, line and key.
struct Refusal: Error, Hashable {
  /// What is wrong with it; nil when the key's own rule says enough.
  var reason: String?
  /// A value to write instead; nil for the key's own example.
  var suggestion: String?
  /// Another one, where only the writer knows.
  var alternative: String?
  /// What to do, where no value would be right.
  var remedy: String?
}
