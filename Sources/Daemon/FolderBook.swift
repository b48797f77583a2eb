// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Settings
internal import Status
internal import Watching

/// Everything the scheduler knows of one drop folder.
struct FolderBook: Sendable {
  let root: Path
  private(set) var look: FolderLook?
  private(set) var clips = ClipBook()
  var films: [FilmID: FilmRecord] = [:]
  /// Clips that a worker has now, by path; true for a coarse look.
  var inWork: [Path: Bool] = [:]
  /// When the folder was last found in another state, in ms since 1970.
  private(set) var since: Int64 = 0

  init(root: Path) { self.root = root }

  var isOffline: Bool { look?.view.isOffline ?? true }

  /// Takes the next look at `now`, which is `time` in ms since 1970; answers the films that are gone.
  mutating func take(_ look: FolderLook, at now: Duration, time: Int64) -> [FilmID: FilmRecord] {
    if self.look?.view.presence != look.view.presence { since = time }
    // What is away keeps its notes: it is expected back as it was.
    guard !look.view.isOffline || self.look == nil else {
      self.look?.view.presence = look.view.presence
      return [:]
    }
    let isOpened = self.look.map { $0.view.grants != look.view.grants } ?? false
    clips.take(look.news, files: look.view.files)
    self.look = look
    // Noted now; of a large folder they would take more room than its files.
    self.look?.news = [:]
    var gone = films
    for project in look.projects {
      for film in project.films {
        let id = FilmID(folder: root, project: project.path, name: film.config.montage)
        gone[id] = nil
        var record = films[id] ?? FilmRecord(film, footage: project.footage, at: now)
        record.take(film, of: project, at: now)
        if isOpened { record.retry() }
        films[id] = record
      }
    }
    for id in gone.keys { films[id] = nil }
    return gone
  }

  /// Notes what is known of a clip now, unless another file has taken its place.
  mutating func note(_ clip: ScannedFile, _ state: ClipBook.State, at time: Int64) {
    guard clips.notes[clip.path]?.file.fingerprint == clip.fingerprint else { return }
    clips.note(clip.path, state, at: time)
  }

  /// Takes clips for ones that nobody has looked at.
  mutating func measureAnew(below path: Path, at time: Int64) {
    guard let look else { return }
    for file in look.footage where root.joining(file.path).isInside(path) {
      clips.note(file.path, ClipBook.Note(state: .unseen, file: file, since: time))
    }
  }

  /// Counts of every project's clips, by the project's path; those of no project under nil.
  func counts() -> [Path?: ClipCounts] {
    guard let look else { return [:] }
    let owners = Owners(look)
    var counts: [Path?: ClipCounts] = [:]
    for project in look.projects {
      counts[project.path] = ClipCounts(rule: MontageRule.Clips(measured: project.clipCount))
    }
    let unclaimed = look.unclaimed.values.reduce(0, +)
    counts[nil] = ClipCounts(rule: MontageRule.Clips(measured: unclaimed))
    for (path, note) in clips.notes {
      let owner = owners.project(of: path)
      counts[owner, default: ClipCounts()].add(note, isSettled: look.view.isSettled(path))
    }
    return counts
  }

  /// Counts of the clips below a folder without a project, of which there are `total`.
  func unclaimed(below folder: Path, of total: Int) -> FolderStatus.Clips {
    var count = ClipCounts(rule: MontageRule.Clips(measured: total))
    guard let look else { return FolderStatus.Clips() }
    let owners = Owners(look)
    for (path, note) in clips.notes
    where (path.components.dropLast().first ?? []) == folder.bytes
      && owners.project(of: path) == nil
    {
      count.add(note, isSettled: look.view.isSettled(path))
    }
    var clips = FolderStatus.Clips()
    clips.add(count)
    return clips
  }

  /// What to do now; `rate` is how many bytes of footage all workers measure in a second.
  mutating func agenda(_ hold: Hold, rate: Double, at now: Duration, time: Int64) -> Agenda {
    var agenda = Agenda()
    guard let look, !isOffline else { return agenda }
    let counts = counts()
    // Footage that a film waits for: the project, and whether a coarse look pays.
    var awaited: [Path: Bool] = [:]
    for (id, record) in films.sorted(by: { $0.key < $1.key }) {
      guard let project = look.projects.first(where: { $0.path == id.project }) else { continue }
      let count = counts[id.project] ?? ClipCounts()
      let decision = MontageRule.decide(
        situation(record, project, count, hold.covers(id.place, in: look)), at: now)
      films[id]?.note(decision, at: time)
      switch decision {
      case .make(let isPreliminary):
        if record.running == nil {
          agenda.films.append(Agenda.FilmStep(film: id, isPreliminary: isPreliminary))
        }
        if isPreliminary { awaited[id.project] = awaited[id.project] ?? false }
      case .wait(.analysing, let until):
        agenda.wake(at: until)
        let isSlow = Double(count.unseenBytes) > rate * Self.coarseThreshold
        awaited[id.project] = (awaited[id.project] ?? false) || isSlow && record.isMissed
      case .wait(let reason, let until):
        agenda.wake(at: until)
        if reason == .done, !count.rule.isComplete { awaited[id.project] = false }
      }
    }
    agenda.clips = steps(awaited, hold, look, &agenda, at: now, time: time)
    return agenda
  }

  private func situation(
    _ record: FilmRecord, _ project: ProjectLook, _ count: ClipCounts, _ isPaused: Bool
  ) -> MontageRule.Situation {
    MontageRule.Situation(
      missing: record.look.missing, isRequestInChange: record.look.isRequestInChange,
      isFootageInChange: project.isFootageInChange, clips: count.rule,
      readySince: record.readySince, footageChanged: record.footageChanged,
      requestChanged: record.requestChanged, request: record.look.request,
      footage: project.footage,
      rerender: record.look.wishes?.rerender ?? rerender, isPaused: isPaused,
      isCancelled: record.cancelled == record.look.request, isForced: record.isForced,
      last: record.attempt)
  }

  /// What configs that say nothing about it get.
  var rerender = Rerender.after(seconds: 3600)

  private func steps(
    _ awaited: [Path: Bool], _ hold: Hold, _ look: FolderLook, _ agenda: inout Agenda,
    at now: Duration, time: Int64
  ) -> [Agenda.ClipStep] {
    let owners = Owners(look)
    let isFree = hold.pauses.isEmpty && look.view.paused.isEmpty
    var steps = Foremost()
    for (path, note) in clips.notes where inWork[path] == nil && look.view.isSettled(path) {
      guard isFree || !hold.covers(root.joining(path), in: look) else { continue }
      switch note.state {
      case .waiting(let until, _) where until > time:
        agenda.wake(at: now + .milliseconds(until - time))
        continue
      case .unseen, .seen, .waiting: break
      case .rejected, .quarantined, .measured: continue
      }
      let wish = owners.project(of: path).flatMap { awaited[$0] }
      let isCoarse = wish == true && note.state == .unseen
      steps.add(Agenda.ClipStep(file: note.file, isCoarse: isCoarse, isAwaited: wish != nil))
    }
    return steps.steps
  }

  /// Seconds of full analysis from which on a coarse look comes first.
  private static let coarseThreshold = 60.0
}

/// The few steps that come first among very many, in their order.
private struct Foremost {
  private(set) var steps: [Agenda.ClipStep] = []

  mutating func add(_ step: Agenda.ClipStep) {
    if steps.count == Self.limit, let last = steps.last, last.rank < step.rank { return }
    let place = steps.firstIndex { step.rank < $0.rank } ?? steps.endIndex
    steps.insert(step, at: place)
    if steps.count > Self.limit { steps.removeLast() }
  }

  /// More than any pool has workers.
  private static let limit = 256
}

/// Finds the project of many files.
struct Owners {
  private let projects: Set<Path>

  /// A config of a wrong name inside a project makes one that has no footage: that stays where it was.
  init(_ look: FolderLook) {
    projects = Set(look.projects.filter { $0.clipCount > 0 }.map(\.path))
  }

  /// The nearest above the file; nil for none.
  func project(of file: Path) -> Path? {
    // Asked of every unmeasured file at every decision.
    var folder = file.bytes[...]
    while !folder.isEmpty {
      folder = folder[..<(folder.lastIndex(of: UInt8(ascii: "/")) ?? 0)]
      let path = Path(bytes: Array(folder))
      if projects.contains(path) { return path }
    }
    return nil
  }
}

extension ClipCounts {
  /// Takes one clip that is not simply measured.
  fileprivate mutating func add(_ note: ClipBook.Note, isSettled: Bool) {
    rule.measured -= 1
    guard isSettled else {
      settling += 1
      return
    }
    switch note.state {
    case .unseen, .waiting:
      rule.unseen += 1
      unseenBytes += note.file.status.size
    case .seen: rule.seen += 1
    case .rejected, .quarantined: unusable += 1
    case .measured: rule.measured += 1
    }
  }
}

extension Agenda.ClipStep {
  /// Coarse looks that a film waits for come first, then full ones, then the rest.
  fileprivate var rank: (Int, Path) { (isCoarse ? 0 : isAwaited ? 1 : 2, path) }
}
