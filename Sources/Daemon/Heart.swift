// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
internal import Linux
internal import Pipeline
internal import Systemd

/// Feeds the watchdog, each time only after proof that what matters still works.
///
/// Shares and workers are not proven: a restart would mend neither. What does not answer is waited for, unfed.
struct Heart {
  let scheduler: Scheduler
  let store: Store
  /// A folder on this machine.
  let folder: Path
  private let manager = Notifier()
  private let lane = SerialQueue(label: "pulse")

  init(scheduler: Scheduler, store: Store, folder: Path) {
    self.scheduler = scheduler
    self.store = store
    self.folder = folder
  }

  func run() async {
    guard let interval = manager.watchdogInterval else { return }
    let queue = try? InotifyQueue()
    _ = try? queue?.add(folder)
    while !Task.isCancelled {
      if await isAlive(queue) { manager.watchdog() }
      try? await Task.sleep(for: interval, tolerance: interval / 10)
    }
  }

  /// Decisions are taken, promises can be written, changes are reported.
  private func isAlive(_ queue: InotifyQueue?) async -> Bool {
    await scheduler.pulse()
    do {
      try await lane.run { [store] in try store.ledger.probe() }
    } catch {
      return false
    }
    return await reports(queue)
  }

  private func reports(_ queue: InotifyQueue?) async -> Bool {
    guard let queue else { return true }
    do {
      // Gone again with the value; its coming and going is what is reported.
      _ = try OutputFile.create(in: folder)
    } catch {
      // A full disk is no reason to be restarted.
      return true
    }
    await queue.untilReadable()
    return (try? queue.read())?.isEmpty == false
  }
}
