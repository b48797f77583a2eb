// SPDX-License-Identifier: GPL-3.0-or-later

package import Linux

/// Which files of a drop folder have not come to rest; what has is not remembered here.
///
/// It has no clock: times are durations since any fixed moment, on a clock that nobody sets.
package struct Settling: Sendable {
  private let fileSystem: FileSystemKind
  private var waiting: [Path: Waiting] = [:]

  /// A film waits so long for a file that cannot be used; it is left out then, and named.
  fileprivate static let patience: Duration = .seconds(120)

  /// After a file vanished under our eyes, until it is certain.
  fileprivate static let blink: Duration = .seconds(1)

  /// Files on such a file system.
  package init(on fileSystem: FileSystemKind) { self.fileSystem = fileSystem }

  fileprivate struct Waiting: Sendable {
    var tracker: StabilityTracker
    var fingerprint: Fingerprint
    var state: FolderView.Unsettled
    /// Nil while only a change of the file is worth another look.
    var next: Duration?
  }

  /// What a look into a quiet file found.
  package enum Finding: Hashable, Sendable {
    case whole
    /// About so much is there, 0 to 99.
    case incomplete(percent: Int)
    case unreadable(SystemError)
    case gone
  }

  package var unsettled: [Path: FolderView.Unsettled] { waiting.mapValues(\.state) }

  /// When the next file will be worth a look; nil when none is by itself.
  package var next: Duration? { waiting.values.lazy.compactMap(\.next).min() }

  /// Files to ask for their status and `judge` now, sorted.
  package func due(at now: Duration) -> [Path] {
    waiting.filter { $0.value.next.map { $0 <= now } ?? false }.keys.sorted()
  }

  package func isSettled(_ path: Path) -> Bool { waiting[path] == nil }

  /// Takes a file that is new or has changed, or that a writer was seen to close.
  package mutating func see(_ file: ScannedFile, closed: Bool = false, at now: Duration) {
    guard file.kind.isAwaited else { return }
    var entry = waiting[file.path] ?? newEntry(file, at: now)
    if entry.fingerprint != file.fingerprint {
      entry.fingerprint = file.fingerprint
      entry.set(.changing, at: now)
    }
    let verdict = entry.tracker.observe(file.fingerprint, closed: closed, at: now)
    // A look into it is for `judge`, which is called next.
    if case .waiting(let until) = verdict { entry.next = until } else { entry.next = now }
    if file.fingerprint.size == 0, file.kind.isMedia { entry.set(.empty, at: now) }
    entry.plan()
    waiting[file.path] = entry
  }

  /// The file is gone.
  package mutating func forget(_ path: Path) { waiting[path] = nil }

  /// Files that could not be read are worth another look.
  package mutating func retryUnreadable(at now: Duration) {
    for (path, entry) in waiting {
      if case .unreadable = entry.state.reason { waiting[path]?.next = now }
    }
  }

  /// The file did not tell its status: it is due again later.
  package mutating func postpone(_ path: Path, until time: Duration) { waiting[path]?.next = time }

  /// Takes the status of a file that was due; `probe` looks into it when it is quiet.
  package mutating func judge(
    _ file: ScannedFile, at now: Duration, probe: (ScannedFile) -> Finding
  ) {
    guard waiting[file.path]?.fingerprint == file.fingerprint, var entry = waiting[file.path]
    else { return see(file, at: now) }
    switch entry.tracker.observe(file.fingerprint, at: now) {
    case .vanished: return forget(file.path)
    case .waiting(let until):
      entry.next = until
      if file.fingerprint.modified == 0, file.fingerprint.size > 0,
        entry.state.reason == .changing
      {
        // Quiet with the date of a copy that broke off: only the percentage is open.
        entry.set(.incomplete(percent: probe(file).percent), at: now)
      }
    case .stable:
      let finding = probe(file)
      guard entry.take(finding, at: now) else { return forget(file.path) }
    }
    entry.giveUp(at: now)
    entry.plan()
    waiting[file.path] = entry
  }

  private func newEntry(_ file: ScannedFile, at now: Duration) -> Waiting {
    Waiting(
      tracker: StabilityTracker(QuietRule(name: file.path.name, on: fileSystem)),
      fingerprint: file.fingerprint,
      state: FolderView.Unsettled(reason: .changing, since: now))
  }
}

extension Settling.Waiting {
  /// Keeps the time of a reason that stays the same.
  fileprivate mutating func set(_ reason: FolderView.Unsettled.Reason, at now: Duration) {
    switch (state.reason, reason) {
    case (.incomplete, .incomplete), (.unreadable, .unreadable): state.reason = reason
    default:
      if state.reason != reason { state = FolderView.Unsettled(reason: reason, since: now) }
    }
  }

  /// Takes what a look into the file found; false when it has settled or is gone.
  fileprivate mutating func take(_ finding: Settling.Finding, at now: Duration) -> Bool {
    switch finding {
    case .whole: return false
    case .gone: next = now + Settling.blink
    case .unreadable(let error):
      set(.unreadable(error), at: now)
      next = nil
    case .incomplete(let percent):
      set(.incomplete(percent: percent), at: now)
      guard case .waiting(let until) = tracker.findIncomplete(at: now) else { return false }
      next = until
    }
    return true
  }

  fileprivate mutating func giveUp(at now: Duration) {
    if let end = patienceEnd, now >= end { state.isGivenUp = true }
  }

  /// The end of the patience is a moment that matters, too.
  fileprivate mutating func plan() {
    guard !state.isGivenUp, let end = patienceEnd else { return }
    next = next.map { min($0, end) } ?? end
  }

  private var patienceEnd: Duration? {
    state.reason == .changing ? nil : state.since + Settling.patience
  }
}

extension Settling.Finding {
  fileprivate var percent: Int {
    if case .incomplete(let percent) = self { percent } else { 99 }
  }
}

extension FileKind {
  /// Somebody waits for such a file to be whole.
  fileprivate var isAwaited: Bool { self != .other && self != .junk }
  fileprivate var isMedia: Bool { self == .footage || self == .music }
}
