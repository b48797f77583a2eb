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
    let measuring = Measuring(store: workshop.store, pool: workshop.pool)
    let known: @Sendable (Fingerprint) -> Bool
    // Without it files only settle once more.
    do { known = try measuring.knownFiles() } catch { known = { _ in false } }
    let watcher = FolderWatcher(
      root, timing: timing, marker: marker ?? nil,
      isKnown: known)
    let lane = SerialQueue(label: "reading")
    await withDiscardingTaskGroup { group in
      group.addTask { await watcher.run() }
      var reader = FolderReader(measuring: measuring)
      var presence: FolderView.Presence?
      var enrolled = marker ?? nil
      for await view in watcher.views {
        if let found = view.marker, found != enrolled { enrolled = enrol(found) }
        do {
          if view.presence != presence {
            presence = view.presence
            await lane.run { self.forgetOtherDisks(view) }
          }
          let look: FolderLook
          (look, reader) = try await lane.run { [reader] in
            var reader = reader
            return (try reader.read(view, at: .now), reader)
          }
          let isLarge = look.news.count > Self.many
          await scheduler.take(look)
          if isLarge { Allocator.trim() }
        } catch {
          logger.error(
            "\(root): \(MontageFailure(wrapping: error).sentence), looking again at the next change"
          )
        }
      }
      group.cancelAll()
    }
  }

  /// Files whose reading leaves memory behind that is worth giving back.
  private static let many = 1000

  /// What was known by inode holds only while the same disk is mounted there.
  private func forgetOtherDisks(_ view: FolderView) {
    guard !view.isOffline, let place = try? FileStatus.read(root, followingLinks: true) else {
      return
    }
    _ = try? workshop.store.cache.keepIdentities(
      of: root.bytes, device: place.device, mount: place.mount)
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
    quiet = .seconds(config.quietSeconds)
  }
}
