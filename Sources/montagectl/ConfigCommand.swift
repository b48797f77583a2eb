// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Pipeline
internal import Settings

/// The command `montagectl config check [FILE]`.
struct ConfigCommand {
  let call: Call
  let output: Output

  init(_ call: Call, _ output: Output) {
    self.call = call
    self.output = output
  }

  func run() throws {
    guard call.operands.first == "check" else {
      throw UsageError("usage: montagectl config \(call.command.synopsis)")
    }
    let path = call.operands.dropFirst().first ?? Path(DaemonConfig.defaultFile)
    let problems = try problems(of: path)
    for problem in problems { output.complain(problem.description) }
    if problems.isEmpty { output.say("\(path): no mistakes") }
    try output.document(
      Document(file: path.exact, problems: problems.map(Document.Problem.init)))
    if !problems.isEmpty { throw Reported(.configuration) }
  }

  private func problems(of path: Path) throws(MontageFailure) -> [ConfigProblem] {
    let kind: EntryKind
    do throws(SystemError) {
      kind = try FileStatus.read(path, followingLinks: true).kind
    } catch {
      throw MontageFailure(reading: path, error)
    }
    return kind == .directory
      ? try problems(ofProject: path)
      : try Self.problems(ofFile: path, shownAs: path.display)
  }

  /// Of every config in a folder, of their names, and of the defaults above them.
  private func problems(ofProject folder: Path) throws(MontageFailure) -> [ConfigProblem] {
    let project = try Project(folder: folder)
    var problems = project.nameProblems
    if let defaults = project.defaults.path {
      problems += try Self.problems(ofFile: defaults, shownAs: defaults.display)
    } else {
      try project.requireConfigs()
    }
    for config in project.configs where !project.isImplied {
      problems += try Self.problems(
        ofFile: folder.joining(config.file), shownAs: Path.display(config.file))
    }
    return problems
  }

  private static func problems(
    ofFile path: Path, shownAs file: String
  ) throws(MontageFailure) -> [ConfigProblem] {
    let check = ConfigCheck(name: path.name)
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try path.contents(limit: Project.longestConfig)
    } catch {
      throw MontageFailure(reading: path, error)
    }
    let folder = path.parent ?? "."
    let defaults = check == .montage ? DropDefaults.nearest(to: folder) : .none
    return check.problems(
      in: bytes, named: path.name, file: file, defaults: defaults.config,
      styles: defaults.styles.under(folder))
  }

  /// The document of `--json`.
  private struct Document: Encodable {
    var file: String
    var problems: [Problem]

    struct Problem: Encodable {
      var file: String
      /// Null when the file's name is the problem.
      var line: Nullable<Int>
      var problem: String
      var remedy: String

      init(_ problem: ConfigProblem) {
        file = problem.file
        line = Nullable(problem.line)
        self.problem = problem.problem
        remedy = problem.remedy
      }
    }
  }
}
