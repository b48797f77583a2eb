// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a file is no YAML that we read, where, and what its writer can do.
package struct YAMLError: Error, Hashable, Sendable {
  package let line: Int
  package let column: Int
  package let problem: String
  package let remedy: String

  package init(line: Int, column: Int = 1, problem: String, remedy: String) {
    self.line = line
    self.column = column
    self.problem = problem
    self.remedy = remedy
  }

  init(at position: Position, _ problem: String, remedy: String) {
    self.init(
      line: position.line, column: position.column, problem: problem, remedy: remedy)
  }
}

extension YAMLError: CustomStringConvertible {
  package var description: String { "line \(line): \(problem); \(remedy)" }
}
