// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux

/// A program that an administrator put into the folder of hooks.
struct Hook {
  let path: Path

  /// The hooks in a folder, by name: what may be run and is no backup or hidden file.
  static func all(in folder: Path) throws(SystemError) -> [Hook] {
    try Directory.entries(folder).map { Path(bytes: $0.name) }.filter(isName).sorted()
      .map { Hook(path: folder.joining($0)) }.filter(\.isProgram)
  }

  /// Letters, digits, `_` and `-`, as `run-parts` wants it: packages leave `.dpkg-old` and editors `~` behind.
  private static func isName(_ name: Path) -> Bool {
    String(validating: name.bytes, as: UTF8.self)?.wholeMatch(of: /[A-Za-z0-9_-]+/) != nil
  }

  private var isProgram: Bool {
    guard let status = try? FileStatus.read(path, followingLinks: true) else { return false }
    return status.kind == .regular && status.permissions & 0o111 != 0
  }

  /// Runs it for an event; answers what is to be said of it, nothing when all went well.
  func run(for event: HookEvent, limit: Duration) async -> String? {
    var command = Linux.Command(executable: path)
    command.environment = event.environment + Self.environment
    command.output = .inherited
    let child: ChildProcess
    do throws(SystemError) {
      child = try ChildProcess.spawn(command)
    } catch {
      return "\(path): cannot be run (\(error.reason)), for \(event.name)"
    }
    let start = ContinuousClock.now
    let watchdog = Task {
      try await Task.sleep(for: limit)
      child.terminate()
      try await Task.sleep(for: .seconds(2))
      child.kill()
    }
    let termination = await withTaskCancellationHandler {
      await child.termination()
    } onCancel: {
      child.terminate()
    }
    watchdog.cancel()
    guard !termination.isSuccess else { return nil }
    let isLate = ContinuousClock.now - start >= limit
    let end = isLate ? "ended after \(limit.components.seconds) s" : termination.description
    return "\(path): \(end), for \(event.name)"
  }

  private static let environment = ["PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8"]
}
