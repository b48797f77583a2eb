// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux

/// One drop folder, looked at again and again: reads only what the reports name, and everything when they may lack something.
///
/// Blocks while the disk does, so it belongs on a lane of its own.
struct DropFolder {
  private let root: Path
  private let timing: FolderWatcher.Timing
  private let isKnown: @Sendable (Fingerprint) -> Bool
  /// Called between two steps: who hears nothing for long knows that a step hangs.
  private let step: @Sendable () -> Void
  private var index = FolderIndex()
  private var watches: FolderWatches
  private var settling = Settling(on: .local)
  private var pace: PollPace
  private var place: Place?
  private var presence = FolderView.Presence.watching
  private var marker: String?
  private var isMarkerWritable = true
  private var mounts: Set<Mount> = []
  private var lastRound: Duration?
  private var offlinePause: Duration?
  private var last: FolderView?

  init(
    _ root: Path, timing: FolderWatcher.Timing, marker: String?, hooks: FolderWatcher.Hooks,
    step: @escaping @Sendable () -> Void
  ) {
    self.root = root
    self.timing = timing
    self.marker = marker
    self.step = step
    isKnown = hooks.isKnown
    watches = FolderWatches(root: root, add: hooks.addWatch)
    pace = PollPace(timing, at: .zero)
  }

  /// Where the drop folder lies; another place than last time means that a share came or went.
  private struct Place: Equatable {
    let device: UInt64
    let inode: UInt64
    let mount: UInt64
    let fileSystem: FileSystemKind
  }

  /// Why there is a look.
  struct Occasion: OptionSet {
    let rawValue: Int
    /// Somebody wants everything to be read again.
    static let request = Occasion(rawValue: 1)
    /// Something was mounted or unmounted somewhere.
    static let mounts = Occasion(rawValue: 2)
  }

  /// What a look saw.
  struct Sight {
    var view: FolderView
    /// It differs from the view of the last look.
    var isNew: Bool
    /// When to look again without a report.
    var next: Duration
    /// Where reports come from.
    var queue: InotifyQueue?
  }

  /// One look at `now`, on a clock that nobody sets.
  mutating func look(_ occasion: Occasion, at now: Duration) -> Sight {
    do throws(SystemError) {
      try see(occasion, at: now)
      offlinePause = nil
    } catch {
      goOffline(error, at: now)
    }
    return sight(isAsked: occasion.contains(.request), at: now)
  }

  private mutating func see(_ occasion: Occasion, at now: Duration) throws(SystemError) {
    let news = watches.news()
    let isElsewhere = try findPlace()
    let isRound =
      isElsewhere || occasion.contains(.request) || news.isEverything
      || areMountsChanged(occasion, isElsewhere) || now >= nextRound || watches.retry(at: now)
    let findings = try isRound ? readEverything(at: now) : read(news, at: now)
    step()
    let change = index.apply(findings)
    if isRound {
      lastRound = now
      isMarkerWritable = true
      settling.retryUnreadable(at: now)
    }
    if !change.isEmpty { pace.noteChange(at: now) }
    note(change, closed: news.closed, at: now)
    judgeQuietFiles(at: now)
    if isRound || !change.isEmpty || news.folders.contains(Path(bytes: [])) { readMarker() }
  }

  /// Finds out where the drop folder lies; true when it is not where it was.
  private mutating func findPlace() throws(SystemError) -> Bool {
    let status = try FileStatus.read(root, followingLinks: true)
    guard status.kind == .directory else { throw SystemError.notFolder(root) }
    if let place, place.device == status.device, place.inode == status.inode,
      place.mount == status.mount
    {
      return false
    }
    let kind = try FileSystem.read(root).kind
    if place?.fileSystem != kind { settling = Settling(on: kind, quiet: timing.quiet) }
    place = Place(
      device: status.device, inode: status.inode, mount: status.mount, fileSystem: kind)
    watches.endLookout()
    watches.drop(Path(bytes: []))
    return true
  }

  /// Whether something was mounted or unmounted below the drop folder.
  private mutating func areMountsChanged(_ occasion: Occasion, _ isElsewhere: Bool) -> Bool {
    guard isElsewhere || occasion.contains(.mounts) else { return false }
    let root = root
    let now = Set(((try? MountTable.read()) ?? []).filter { $0.point.isWithin(root) })
    defer { mounts = now }
    return now != mounts
  }

  private var isPolled: Bool { place?.fileSystem.reportsChanges != true || watches.refusal != nil }

  private var nextRound: Duration {
    guard let lastRound else { return .zero }
    let reconcile = lastRound + timing.reconcile
    return isPolled ? min(pace.next(after: lastRound), reconcile) : reconcile
  }
}

// MARK: - Reading folders

extension DropFolder {
  private mutating func readEverything(at now: Duration) throws(SystemError) -> FolderIndex.Findings
  {
    var findings = FolderIndex.Findings()
    findings.isEverything = true
    try visit([Path(bytes: [])], into: &findings, at: now) { _ in true }
    watches.keep { findings.folders[$0] != nil }
    watches.finishRound()
    return findings
  }

  /// Reads what the reports name.
  private mutating func read(
    _ news: FolderNews, at now: Duration
  ) throws(SystemError) -> FolderIndex.Findings {
    var findings = FolderIndex.Findings()
    findings.dropped = news.renewed
    news.renewed.forEach { watches.drop($0) }
    let known = index
    try visit(news.folders.filter(known.isKnown).sorted(), into: &findings, at: now) { path in
      !known.isKnown(path) || news.renewed.contains { path.isWithin($0) }
    }
    for path in news.files where known.isKnown(path.parentFolder) {
      step()
      findings.files[path] = try ScannedFile(path, below: root)
    }
    return findings
  }

  /// Reads the folders, and those in them that are new; fails only when the drop folder cannot be read.
  private mutating func visit(
    _ paths: [Path], into findings: inout FolderIndex.Findings, at now: Duration,
    isNew: (Path) -> Bool
  ) throws(SystemError) {
    var rest = paths
    while let path = rest.popLast() {
      guard findings.folders[path] == nil else { continue }
      step()
      let old = index.children(of: path)
      guard let listing = try list(path, at: now) else {
        findings.dropped.insert(path)
        watches.drop(path)
        continue
      }
      findings.folders[path] = listing
      rest += listing.folders.lazy.map { path.joining($0) }.filter(isNew)
      let present = Set(listing.folders)
      for name in old where !present.contains(name) {
        findings.dropped.insert(path.joining(name))
        watches.drop(path.joining(name))
      }
    }
  }

  /// Nil for a folder that is gone or not ours; one that cannot be read is a listing with a problem.
  private mutating func list(_ path: Path, at now: Duration) throws(SystemError) -> FolderListing? {
    guard let place else { return nil }
    if place.fileSystem.reportsChanges { watches.watch(path, at: now) }
    do throws(SystemError) {
      return try FolderListing.read(path, below: root, device: place.device)
    } catch {
      guard !path.bytes.isEmpty else { throw error }
      guard !error.isMissing else { return nil }
      var listing = FolderListing()
      listing.problems = [ScanProblem(path: path, error: error)]
      return listing
    }
  }
}

// MARK: - Settling

extension DropFolder {
  private mutating func note(_ change: FolderIndex.Change, closed: Set<Path>, at now: Duration) {
    // A folder that was renamed brings its files along as they were.
    let moved = Set(change.gone.filter { settling.isSettled($0.path) }.map(\.fingerprint))
    change.gone.forEach { settling.forget($0.path) }
    for file in change.changed {
      if moved.contains(file.fingerprint) || isKnown(file.fingerprint) {
        settling.forget(file.path)
      } else {
        settling.see(file, closed: closed.contains(file.path), at: now)
      }
    }
    for path in closed where !settling.isSettled(path) {
      guard !change.changed.contains(where: { $0.path == path }) else { continue }
      if let file = index.file(path) { settling.seeClosed(file, at: now) }
    }
  }

  /// Looks again at the files whose time has come, as many as one look has time for.
  private mutating func judgeQuietFiles(at now: Duration) {
    var findings = FolderIndex.Findings()
    let start = ContinuousClock.now
    for path in settling.due(at: now) {
      guard start.duration(to: .now) < Self.mostJudging else { break }
      step()
      do throws(SystemError) {
        let file = try ScannedFile(path, below: root)
        findings.files[path] = file
        guard let file else {
          settling.forget(path)
          continue
        }
        if index.file(path)?.fingerprint == file.fingerprint {
          settling.judge(file, at: now) { FileProbe.examine($0, below: root) }
        } else {
          settling.see(file, at: now)
        }
      } catch {
        settling.postpone(path, until: now + timing.poll)
      }
    }
    guard !findings.files.isEmpty else { return }
    // Some may have changed without a word.
    if !index.apply(findings).isEmpty { pace.noteChange(at: now) }
  }

  /// With a hundred thousand files to look into, news must not wait until the last.
  private static var mostJudging: Duration { .milliseconds(500) }
}

// MARK: - Presence

extension DropFolder {
  /// Decides whether this is the folder that was enrolled.
  private mutating func readMarker() {
    let isEmpty = index.files.allSatisfy { $0.kind == .other }
    let found = FolderMarker.read(root)
    switch FolderMarker.judge(known: marker, found: found, isEmpty: isEmpty) {
    case .bare:
      let place = root.display
      presence = .offline(
        reason: "\(place) is empty and lacks its marker: is the disk mounted?")
      return
    case .belongs(let uuid): marker = uuid
    case .lacks(let known):
      if isMarkerWritable {
        let uuid = known ?? FolderMarker.newUUID()
        isMarkerWritable = FolderMarker.write(uuid, to: root)
        if isMarkerWritable { marker = uuid }
      }
    }
    presence = .watching
  }

  private mutating func goOffline(_ error: SystemError, at now: Duration) {
    index = FolderIndex()
    settling = Settling(on: place?.fileSystem ?? .local, quiet: timing.quiet)
    place = nil
    lastRound = nil
    presence = .offline(reason: error.offlineReason)
    if error.isMissing, watches.lookOut() {
      offlinePause = timing.reconcile
    } else {
      if !error.isMissing { watches.drop(Path(bytes: [])) }
      offlinePause = min(offlinePause.map { $0 * 2 } ?? timing.poll, timing.idlePoll)
    }
  }

  private mutating func sight(isAsked: Bool, at now: Duration) -> Sight {
    var view = FolderView(root: root)
    view.time = now
    view.presence = presence
    view.marker = marker
    if case .offline = presence {
    } else {
      if let reason = pollingReason { view.presence = .polling(reason: reason) }
      view.files = index.files
      view.unsettled = settling.unsettled
      view.problems = index.problems
      view.paused = index.paused
      view.secluded = index.secluded
      view.grants = index.grants
    }
    let isNew = isAsked || last.map { !$0.isLike(view) } ?? true
    last = view
    let round = offlinePause.map { now + $0 } ?? nextRound
    let moments = [round, settling.next, watches.refusal?.retryAt].compactMap(\.self)
    return Sight(view: view, isNew: isNew, next: moments.min() ?? round, queue: watches.queue)
  }

  private var pollingReason: String? {
    guard let kind = place?.fileSystem else { return nil }
    guard kind.reportsChanges else { return "\(kind.words) does not report changes" }
    return watches.refusal?.reason
  }
}

extension FolderView {
  /// Whether nothing but the time differs.
  fileprivate func isLike(_ other: FolderView) -> Bool {
    presence == other.presence && marker == other.marker && paused == other.paused
      && problems == other.problems && unsettled == other.unsettled && files == other.files
      && secluded == other.secluded && grants == other.grants
  }
}

extension SystemError {
  /// `ENOTDIR`, which there is no call to ask for.
  fileprivate static func notFolder(_ path: Path) -> SystemError {
    SystemError(errno: 20, call: "statx", path: path)
  }

  fileprivate var offlineReason: String {
    isMissing ? "there is no such folder" : "it cannot be read (\(reason))"
  }
}

extension FileSystemKind {
  fileprivate var words: String {
    switch self {
    case .local: "a local file system"
    case .network: "a network file system"
    case .userSpace: "a FUSE file system"
    case .overlay: "an overlay file system"
    }
  }
}
