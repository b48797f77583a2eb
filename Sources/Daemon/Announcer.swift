// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Logging
internal import Pipeline
internal import Settings
internal import Status
internal import Systemd

/// Tells the service manager and the people at the share how it goes, whenever something has changed.
struct Announcer {
  let scheduler: Scheduler
  let logger: Logger
  private let manager = Notifier()

  init(scheduler: Scheduler, logger: Logger) {
    self.scheduler = scheduler
    self.logger = logger
  }

  func run() async {
    var isReady = false
    var summary = ""
    var pages: [String: StatusPages] = [:]
    var alarm: Task<Void, Never>?
    var lastState = ServiceStatus.State.starting
    for await _ in scheduler.changes.stream() {
      alarm?.cancel()
      let status = await scheduler.status()
      if !isReady, status.state != .starting {
        isReady = true
        manager.ready(status: status.summary)
        logger.notice("ready: \(status.summary)", JournalEvent.started.fields)
      } else if status.summary != summary {
        manager.status(status.summary)
      }
      summary = status.summary
      var next = await write(status, &pages)
      // Workers' progress is no event of its own.
      if status.state == .working { next = min(next ?? Self.workingPause, Self.workingPause) }
      alarm = next.map { time in
        Task { [changes = scheduler.changes] in
          guard (try? await Task.sleep(for: time)) != nil else { return }
          changes.signal()
        }
      }
      if status.state == .idle, lastState != .idle {
        Allocator.trim()
        ProgramText.release()
      }
      lastState = status.state
      // Once a second at most.
      try? await Task.sleep(for: .seconds(1))
    }
    alarm?.cancel()
  }

  private static let workingPause: Duration = .seconds(3)

  /// Writes the pages that are due; answers when the next will be.
  private func write(
    _ status: ServiceStatus, _ pages: inout [String: StatusPages]
  ) async -> Duration? {
    let forms = await scheduler.config.status
    guard forms != .off else { return nil }
    var next: Duration?
    var shown: [String: StatusPages] = [:]
    func show(_ folder: FolderStatus, as name: String, _ new: StatusPages) {
      var page = pages[name] ?? new
      let wait = page.show(folder, of: status, at: .now)
      shown[name] = page
      next = [next, wait].compactMap(\.self).min()
    }
    for folder in status.folders {
      // Another wish is another page, which is written at once.
      show(
        folder.common, as: "\(forms.rawValue)/" + folder.path,
        StatusPages(folder: Path(folder.path), as: forms, logger: logger))
      guard forms.hasPages else { continue }
      for project in folder.projects where !project.path.isEmpty && !project.montages.isEmpty {
        let own = folder.alone(project)
        show(own, as: "project/" + own.path, StatusPages(project: Path(own.path), logger: logger))
      }
    }
    pages = shown
    return next
  }
}
