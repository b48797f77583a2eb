// SPDX-License-Identifier: GPL-3.0-or-later

/// A hand-written YAML file, read within bounds; `docs/decisions/0005-yaml-values.md` says how values are read.
package struct Document: Sendable {
  /// The value of the file without the lines that are problems; nil when nothing is left.
  package let root: Node?
  /// Everything wrong with the file as YAML, from top to bottom.
  package let problems: [YAMLError]

  /// Reads a whole file; never fails, but lists what is wrong.
  package init(_ bytes: [UInt8]) {
    var problems: [YAMLError] = []
    var root: Node?
    do throws(YAMLError) {
      let lines = LiteralLines(try SourceText(bytes))
      problems = lines.problems
      var composer = Composer(lines)
      defer { problems += composer.problems }
      root = try lines.text.withUnsafeBufferPointer { (text) throws(YAMLError) in
        try composer.root(from: EventParser(text))
      }
    } catch {
      problems.append(error)
    }
    self.root = root
    self.problems = problems.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
  }

  /// The value of the file; throws the first problem.
  package func checkedRoot() throws(YAMLError) -> Node? {
    if let first = problems.first { throw first }
    return root
  }
}
