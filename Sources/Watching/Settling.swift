// SPDX-License-Identifier: GPL-3.0-or-later

package import Linux

/// Which files of a drop folder have not come to rest; what has is not remembered here.
///
/// It has no clock: times are durations since any fixed moment, on a clock that nobody sets.
package struct Settling: Sendable {
  private let fileSystem: FileSystemKind
  private let quiet: Duration
  private var entries: [Path: Entry] = [:]

  /// A film waits so long for a file that cannot be used; it is left out then, and named.
  fileprivate static let patience: Duration = .seconds(120)

  /// After a file vanished under our eyes, until it is certain.
  fileprivate static let blink: Duration = .seconds(1)

  /// Files on such a file system; `quiet` is how long a media file that was closed must stay as it is.
  package init(
    on fileSystem: FileSystemKind, quiet: Duration = QuietRule.media.afterClosing
  ) {
    self.fileSystem = fileSystem
    self.quiet = quiet
  }

  /// Small as long as nothing is wrong: at the first look at a large folder there is one for every file.
  private enum Entry: Sendable {
    case quiet(since: Duration, until: Duration)
    indirect case doubtful(Doubt)

    var next: Duration? {
      switch self {
      case .quiet(_, let until): until
      case .doubtful(let doubt): doubt.next
      }
    }

    var state: FolderView.Unsettled {
      switch self {
      case .quiet(let since, _): FolderView.Unsettled(reason: .changing, since: since)
      case .doubtful(let doubt): doubt.state
      }
    }
  }

  /// A file that is quiet and cannot be used as it is.
  fileprivate struct Doubt: Sendable {
    var tracker: StabilityTracker
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

  package var unsettled: [Path: FolderView.Unsettled] { entries.mapValues(\.state) }

  /// When the next file will be worth a look; nil when none is by itself.
  package var next: Duration? { entries.values.lazy.compactMap(\.next).min() }

  /// Files to ask for their status and `judge` now, some thousands of them, sorted.
  package func due(at now: Duration) -> [Path] {
    entries.lazy.filter { $0.value.next.map { $0 <= now } ?? false }.map(\.key)
      .prefix(Settling.mostDue).sorted()
  }

  package func isSettled(_ path: Path) -> Bool { entries[path] == nil }

  /// Takes a file that is new or has changed.
  package mutating func see(_ file: ScannedFile, closed: Bool = false, at now: Duration) {
    guard file.kind.isAwaited else { return }
    let rule = QuietRule(name: file.path.name, on: fileSystem, quiet: quiet)
    if file.fingerprint.looksUnfinished, file.kind.isMedia {
      var doubt = newDoubt(file, closed: closed, since: now)
      if file.fingerprint.size == 0 { doubt.set(.empty, at: now) }
      if case .waiting(let until) = doubt.tracker.observe(file.fingerprint, at: now) {
        doubt.next = until
      }
      doubt.plan()
      entries[file.path] = .doubtful(doubt)
    } else {
      let quiet = closed ? rule.afterClosing : rule.otherwise
      entries[file.path] = .quiet(since: now, until: now + quiet)
    }
  }

  /// A writer closed a file that has not changed: it may close it several times.
  package mutating func seeClosed(_ file: ScannedFile, at now: Duration) {
    switch entries[file.path] {
    case nil: return
    case .quiet: see(file, closed: true, at: now)
    case .doubtful(var doubt):
      if case .waiting(let until) = doubt.tracker.observe(
        file.fingerprint, closed: true, at: now)
      {
        doubt.next = until
      }
      doubt.plan()
      entries[file.path] = .doubtful(doubt)
    }
  }

  /// The file is gone.
  package mutating func forget(_ path: Path) { entries[path] = nil }

  /// Files that could not be read are worth another look.
  package mutating func retryUnreadable(at now: Duration) {
    for (path, entry) in entries {
      guard case .doubtful(var doubt) = entry, case .unreadable = doubt.state.reason else {
        continue
      }
      doubt.next = now
      entries[path] = .doubtful(doubt)
    }
  }

  /// The file did not tell its status: it is due again later.
  package mutating func postpone(_ path: Path, until time: Duration) {
    switch entries[path] {
    case nil: return
    case .quiet(let since, _): entries[path] = .quiet(since: since, until: time)
    case .doubtful(var doubt):
      doubt.next = time
      entries[path] = .doubtful(doubt)
    }
  }

  /// Decides on a file that was due and is as it was seen last; `probe` looks into it when it is quiet.
  package mutating func judge(
    _ file: ScannedFile, at now: Duration, probe: (ScannedFile) -> Finding
  ) {
    var doubt: Doubt
    switch entries[file.path] {
    case nil: return
    case .doubtful(let old): doubt = old
    case .quiet(let since, let until):
      guard now >= until else { return }
      let finding = probe(file)
      guard finding != .whole else { return forget(file.path) }
      doubt = newDoubt(file, closed: true, since: since)
      guard doubt.take(finding, at: now) else { return forget(file.path) }
      doubt.plan()
      entries[file.path] = .doubtful(doubt)
      return
    }
    switch doubt.tracker.observe(file.fingerprint, at: now) {
    case .vanished: return forget(file.path)
    case .waiting(let until):
      doubt.next = until
      if doubt.state.reason == .changing {
        // Quiet, with the date of a copy that broke off: only the percentage is open.
        doubt.set(.incomplete(percent: probe(file).percent), at: now)
      }
    case .stable:
      guard doubt.take(probe(file), at: now) else { return forget(file.path) }
    }
    doubt.giveUp(at: now)
    doubt.plan()
    entries[file.path] = .doubtful(doubt)
  }

  private func newDoubt(_ file: ScannedFile, closed: Bool, since: Duration) -> Doubt {
    var tracker = StabilityTracker(QuietRule(name: file.path.name, on: fileSystem, quiet: quiet))
    _ = tracker.observe(file.fingerprint, closed: closed, at: since)
    return Doubt(
      tracker: tracker, state: FolderView.Unsettled(reason: .changing, since: since))
  }

  /// Enough for one look.
  private static let mostDue = 2000
}

extension Settling.Doubt {
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
  fileprivate var isAwaited: Bool {
    switch self {
    case .footage, .music, .config, .defaults, .cuts: true
    case .film, .junk, .other: false
    }
  }
  fileprivate var isMedia: Bool { self == .footage || self == .music }
}
