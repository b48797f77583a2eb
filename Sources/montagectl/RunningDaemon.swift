// SPDX-License-Identifier: GPL-3.0-or-later

internal import Control
internal import FoundationEssentials
internal import Linux
internal import Pipeline
internal import Status

/// The running daemon, as commands ask it.
struct RunningDaemon {
  let socket: Path

  init() { socket = ControlPlace.path(environment: ProcessInfo.processInfo.environment) }

  /// Asks once; `subject` is what the request is about, as the user named it.
  func ask(_ request: ControlRequest, about subject: Path? = nil) async throws -> ControlAnswer {
    try await explaining(about: subject) { try await ControlClient(at: socket).call(request) }
  }

  /// Calls `body` with the status now and whenever it changes, until the daemon ends.
  func watch(_ body: (ServiceStatus) throws -> Void) async throws {
    try await explaining {
      for try await status in try await ControlClient(at: socket).statuses() { try body(status) }
    }
  }

  /// The absolute path of an operand, as the daemon takes it.
  static func name(of operand: Path) throws -> String {
    let shown = ProcessInfo.processInfo.environment["PWD"].map { Path($0) }
    return operand.absolute(from: try Path.workingFolder(shownAs: shown)).exact
  }

  /// An answer of another kind than was asked for: the two are of different versions.
  var misunderstanding: DaemonRefusal {
    DaemonRefusal(
      "the daemon's answer makes no sense; restart it after an update with systemctl restart montaged",
      .fault)
  }

  private func explaining<Answer>(
    about subject: Path? = nil, _ body: () async throws -> Answer
  ) async throws -> Answer {
    do {
      return try await body()
    } catch let error as ControlError {
      throw DaemonRefusal(error, about: subject)
    } catch let error as SystemError {
      throw DaemonRefusal(error, at: socket)
    } catch is ControlClosed {
      throw DaemonRefusal.closed(socket)
    }
  }
}
