// SPDX-License-Identifier: GPL-3.0-or-later

internal import Control
internal import Glibc
internal import Linux
internal import Pipeline
internal import Status

/// The command `montagectl status`.
struct StatusCommand {
  let call: Call
  let output: Output

  init(_ call: Call, _ output: Output) {
    self.call = call
    self.output = output
  }

  func run() async throws {
    do {
      if call.has("watch") { try await watch() } else { try await once() }
    } catch let refusal as DaemonRefusal
      where call.has("exit-code") && refusal.status == ExitCode.unavailable.rawValue
    {
      throw refusal.with(status: StatusVerdict.notRunning.rawValue)
    }
  }

  private func once() async throws {
    let daemon = RunningDaemon()
    guard case .status(let status) = try await daemon.ask(.status) else {
      throw daemon.misunderstanding
    }
    output.say(Self.text(of: status))
    try output.document(status)
    if call.has("exit-code"), let verdict = StatusVerdict(status) { throw verdict }
  }

  /// Until the daemon ends, which is an error, or the user has seen enough.
  private func watch() async throws {
    let daemon = RunningDaemon()
    let isScreen = !output.isJSON && isatty(STDOUT_FILENO) == 1
    var isFirst = true
    try await daemon.watch { status in
      if output.isJSON { return try output.line(status) }
      let before = isScreen ? Self.clear : isFirst ? "" : "\n"
      output.say(before + Self.text(of: status))
      isFirst = false
    }
    throw DaemonRefusal("the daemon has stopped (\(daemon.socket))", .unavailable)
  }

  private static func text(of status: ServiceStatus) -> String {
    let now = Int64.now
    return StatusText(
      status: status, now: now, utcOffsetMinutes: LocalZone.offsetMinutes(at: now)
    ).lines.joined(separator: "\n")
  }

  /// Cursor to the upper left corner, and nothing below it.
  private static let clear = "\u{1B}[H\u{1B}[2J"
}

/// What `status --exit-code` says with its exit status, as init scripts do.
enum StatusVerdict: Int32, Error {
  case degraded = 1
  case paused = 2
  case notRunning = 3

  /// Nil when all is well.
  init?(_ status: ServiceStatus) {
    if status.state == .paused {
      self = .paused
    } else if status.folders.contains(where: Self.isDegraded) {
      self = .degraded
    } else {
      return nil
    }
  }

  /// A folder is polled for good where the file system reports no changes, which harms nobody; else its watch was refused.
  private static func isDegraded(_ folder: FolderStatus) -> Bool {
    let films = folder.projects.flatMap(\.montages)
    let isRefused = folder.reason.map { !$0.contains("does not report changes") } ?? false
    return folder.state == .offline || folder.state == .polling && isRefused
      || films.contains { $0.state == .failed }
  }
}
