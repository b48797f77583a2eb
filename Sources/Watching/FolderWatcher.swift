// SPDX-License-Identifier: GPL-3.0-or-later

package import Linux
internal import Synchronization

/// Looks at one drop folder whenever something may have changed, and says what it sees.
///
/// Reports are hints, reading the folder is the truth. At rest nothing wakes it but the reconciling look.
package final class FolderWatcher: Sendable {
  package let root: Path
  /// Each look that saw something new or was asked for; the newest only, for one reader.
  package let views: AsyncStream<FolderView>
  private let continuation: AsyncStream<FolderView>.Continuation
  private let timing: Timing
  private let lane = SerialQueue(label: "folder")
  /// Only a look on the lane holds it, so that a hanging one blocks nobody.
  private let folder: Mutex<DropFolder>
  private let occasion = Mutex(DropFolder.Occasion())
  private let requests = Bell()
  private let answer = Answer()

  /// Nothing is watched until `run`.
  ///
  /// `marker` is the UUID that the ledger knows for this folder, nil when it was never enrolled; what `isKnown` affirms has
  /// settled before, under another run, and need not settle again.
  package convenience init(
    _ root: Path, timing: Timing = Timing(), marker: String? = nil,
    isKnown: @escaping @Sendable (Fingerprint) -> Bool = { _ in false }
  ) {
    self.init(root, timing: timing, marker: marker, hooks: Hooks(isKnown: isKnown))
  }

  init(_ root: Path, timing: Timing, marker: String?, hooks: Hooks) {
    self.root = root
    self.timing = timing
    (views, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    let answer = answer
    folder = Mutex(
      DropFolder(root, timing: timing, marker: marker, hooks: hooks) {
        answer.steps.add(1, ordering: .relaxed)
      })
  }

  /// How often to look, in the absence of reports.
  package struct Timing: Hashable, Sendable {
    /// Between two readings of everything although nothing was reported.
    package var reconcile: Duration = .seconds(300)
    /// Between two looks where reports cannot be had, while things change.
    package var poll: Duration = .seconds(10)
    /// The same when nothing has changed for `idleAfter`.
    package var idlePoll: Duration = .seconds(60)
    package var idleAfter: Duration = .seconds(600)
    /// Without a change after a media file was closed.
    package var quiet: Duration = QuietRule.media.afterClosing
    /// After a report, until the look: a copy of many files is one piece of news.
    package var merge: Duration = .milliseconds(100)
    /// A look that makes no step for so long hangs.
    package var stall: Duration = .seconds(30)

    package init() {}
  }

  /// What the watcher is told from outside.
  struct Hooks: Sendable {
    var isKnown: @Sendable (Fingerprint) -> Bool = { _ in false }
    var addWatch: FolderWatches.Add = { (queue, path) throws(SystemError) in try queue.add(path) }
  }

  /// The clock of the views, which nobody sets.
  package static var now: Duration { start.duration(to: .now) }
  private static let start = ContinuousClock.now

  /// Looks again now, at everything.
  package func look() {
    occasion.withLock { _ = $0.insert(.request) }
    requests.ring()
  }

  /// Watches until the task is cancelled, then ends the views; call it once.
  package func run() async {
    let mounts = try? MountTable()
    while !Task.isCancelled {
      guard let sight = await sight() else { break }
      if sight.isNew { continuation.yield(sight.view) }
      if await wake(sight, mounts) == .report { try? await Task.sleep(for: timing.merge) }
    }
    continuation.finish()
  }

  /// One look; nil when the task ended first.
  private func sight() async -> DropFolder.Sight? {
    let occasion = occasion.withLock { (occasion) in
      defer { occasion = [] }
      return occasion
    }
    // Nothing can end a call that hangs: the look outlives this task if it must.
    Task {
      let sight = await lane.run {
        self.folder.withLock { $0.look(occasion, at: FolderWatcher.now) }
      }
      answer.put(sight)
    }
    return await untilAnswer()
  }

  /// Waits for the look on the lane, and says so when it hangs.
  private func untilAnswer() async -> DropFolder.Sight? {
    var isStalled = false
    while !Task.isCancelled {
      let steps = answer.steps.load(ordering: .relaxed)
      await first { [answer, timing] group in
        group.addTask { await answer.bell.wait() }
        if !isStalled { group.addTask { try? await Task.sleep(for: timing.stall) } }
      }
      if var sight = answer.take() {
        if isStalled { sight.isNew = true }
        return sight
      }
      guard !Task.isCancelled, !isStalled, steps == answer.steps.load(ordering: .relaxed) else {
        continue
      }
      isStalled = true
      var view = FolderView(root: root)
      view.time = FolderWatcher.now
      view.presence = .offline(reason: "does not answer")
      continuation.yield(view)
    }
    return nil
  }

  private enum Wake { case report, other }

  /// Waits for whatever makes another look worth while.
  private func wake(_ sight: DropFolder.Sight, _ mounts: MountTable?) async -> Wake {
    await withTaskGroup(of: Wake.self) { [requests] group in
      group.addTask {
        await requests.wait()
        return .other
      }
      if let queue = sight.queue {
        group.addTask {
          await queue.untilReadable()
          return .report
        }
      }
      if let mounts {
        group.addTask {
          await mounts.untilChanged()
          if !Task.isCancelled { self.occasion.withLock { _ = $0.insert(.mounts) } }
          return .other
        }
      }
      group.addTask {
        let wait = max(sight.next - FolderWatcher.now, .zero)
        try? await Task.sleep(for: wait, tolerance: .zero)
        return .other
      }
      let wake = await group.next() ?? .other
      group.cancelAll()
      return wake
    }
  }

  /// Waits for the first of the group's tasks and ends the others.
  private func first(_ add: (inout TaskGroup<Void>) -> Void) async {
    await withTaskGroup(of: Void.self) { group in
      add(&group)
      await group.next()
      group.cancelAll()
    }
  }

  /// What the lane says of its look.
  private final class Answer: Sendable {
    let bell = Bell()
    /// Counts what a look has done.
    let steps = Atomic<UInt64>(0)
    private let sight = Mutex<DropFolder.Sight?>(nil)

    func put(_ new: DropFolder.Sight) {
      sight.withLock { $0 = new }
      bell.ring()
    }

    func take() -> DropFolder.Sight? {
      sight.withLock { (sight) in
        defer { sight = nil }
        return sight
      }
    }
  }
}
