// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
internal import Linux
internal import Logging
internal import Pipeline
internal import Settings
internal import Watching

/// Follows one drop folder and tells the scheduler what it sees, until its task is cancelled.
struct Watch: Sendable {
  let root: Path
  let workshop: Workshop
  let scheduler: Scheduler
  let logger: Logger
  let timing: FolderWatcher.Timing

  func run() async {
    let marker = try? workshop.store.ledger.marker(of: root.bytes)
    let watcher = FolderWatcher(root, timing: timing, marker: marker ?? nil)
    let lane = SerialQueue(label: "reading")
    await withDiscardingTaskGroup { group in
      group.addTask { await watcher.run() }
      var reader = FolderReader(measuring: Measuring(store: workshop.store, pool: workshop.pool))
      var known = marker ?? nil
      for await view in watcher.views {
        if let found = view.marker, found != known { known = enrol(found) }
        do {
          let look: FolderLook
          (look, reader) = try await lane.run { [reader] in
            var reader = reader
            return (try reader.read(view, at: .now), reader)
          }
          await scheduler.take(look)
        } catch {
          logger.error(
            "\(root): \(MontageFailure(wrapping: error).sentence), looking again at the next change"
          )
        }
      }
      group.cancelAll()
    }
  }

  private func enrol(_ marker: String) -> String? {
    do {
      try workshop.store.ledger.enrol(folder: root.bytes, marker: marker, at: .now)
      return marker
    } catch {
      logger.error("\(MontageFailure(wrapping: error).sentence), ignoring")
      return nil
    }
  }
}

extension FolderWatcher.Timing {
  /// As an administrator set it.
  init(_ config: DaemonConfig) {
    self.init()
    reconcile = .seconds(config.reconcileSeconds)
    poll = .seconds(config.pollSeconds)
  }
}
