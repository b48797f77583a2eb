// SPDX-License-Identifier: GPL-3.0-or-later

package import Linux
internal import Synchronization

/// Says when a drop folder is worth another scan; it may say so too often, and says so every five minutes at least.
package final class FolderHints: Sendable {
  /// A hint for the one reader; hints that come while one waits are merged into it.
  package let hints: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation
  private let root: Path
  private let timing: Timing
  private let queue: InotifyQueue?
  private let lane = SerialQueue(label: "watching")
  private let state: Mutex<State>

  /// Nothing is watched until `run`.
  package init(_ root: Path, timing: Timing = Timing()) {
    self.root = root
    self.timing = timing
    (hints, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    do throws(SystemError) {
      queue = try InotifyQueue()
      state = Mutex(State(mode: .watching))
    } catch {
      queue = nil
      state = Mutex(State(mode: .polling(reason: error.description)))
    }
  }

  /// How often to look, in the absence of reports.
  package struct Timing: Hashable, Sendable {
    /// Between two scans although nothing was reported.
    package var reconcile: Duration = .seconds(300)
    /// Between two scans where reports cannot be had.
    package var poll: Duration = .seconds(10)
    /// After a hint, until the next: a copy of many files is one piece of news.
    package var merge: Duration = .milliseconds(100)

    package init() {}
  }

  /// Where the hints come from.
  package enum Mode: Hashable, Sendable {
    case watching
    /// Only the clock; the reason is for the administrator.
    case polling(reason: String)
  }

  package var mode: Mode { state.withLock { $0.mode } }

  /// Files, from the drop folder, that a writer closed or that were moved in since the last call.
  package func takeClosed() -> Set<Path> {
    state.withLock { (state) in
      defer { state.closed = [] }
      return state.closed
    }
  }

  /// Watches until the task is cancelled, then ends the hints; call it once.
  package func run() async {
    await watchAgain()
    continuation.yield()
    await withTaskGroup(of: Void.self) { (group) in
      group.addTask { await self.tick() }
      if let queue { group.addTask { await self.follow(queue) } }
    }
    continuation.finish()
  }

  private func follow(_ queue: InotifyQueue) async {
    while !Task.isCancelled {
      await queue.untilReadable()
      // A read that fails says as much as an overflow: look again.
      let events = (try? queue.read()) ?? [.overflow]
      let news = state.withLock { $0.note(events) }
      if news.foldersChanged { await watchAgain() }
      if news.isWorthScanning { continuation.yield() }
      try? await Task.sleep(for: timing.merge)
    }
  }

  private func tick() async {
    var last = ContinuousClock.now
    while !Task.isCancelled {
      let wait = min(timing.poll, timing.reconcile)
      try? await Task.sleep(for: wait, tolerance: wait / 4)
      let isDue = last.duration(to: .now) >= timing.reconcile
      if isDue {
        last = .now
        await watchAgain()
      }
      if isDue || mode != .watching { continuation.yield() }
    }
  }

  /// Watches every folder there is now, and no other; touches the disk, so it runs off the pool.
  private func watchAgain() async {
    guard let queue else { return }
    await lane.run { [self] in
      let found = FolderWatches.add(root, to: queue)
      let old = state.withLock { (state) in
        defer {
          state.folders = found.folders
          state.mode = found.mode
        }
        return state.folders
      }
      old.keys.filter { found.folders[$0] == nil }.forEach(queue.remove)
    }
  }

  private struct State: Sendable {
    var mode: Mode
    /// Watch to folder, from the drop folder.
    var folders: [Int32: Path] = [:]
    var closed: Set<Path> = []

    mutating func note(_ events: [InotifyEvent]) -> FolderNews {
      var news = FolderNews()
      for event in events {
        news.add(event, in: folders[event.watch])
        if event.isWatchGone { folders[event.watch] = nil }
      }
      // A set that nobody takes must not grow; without it files only settle later.
      if closed.count > FolderNews.mostClosed { closed = [] }
      closed.formUnion(news.closed)
      return news
    }
  }
}
