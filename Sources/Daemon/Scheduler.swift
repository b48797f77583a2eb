// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
internal import Linux
internal import Logging
internal import Pipeline
internal import Settings
internal import Status
internal import Systemd
internal import Watching
internal import Workers

/// Decides for all drop folders what to do next, and has it done.
///
/// It holds what is known; what it does is in tasks that come back with their results.
actor Scheduler {
  let workshop: Workshop
  let logger: Logger
  let changes = Changes()
  var books: [Path: FolderBook] = [:]
  var hold = Hold()
  var counters = ServiceStatus.Counters()
  /// Every running task, to be ended and waited for.
  private(set) var tasks: [Work: Task<Void, Never>] = [:]
  /// Songs that were listened to, or cannot be.
  var heard: Set<Fingerprint> = []
  /// Films of which the ledger was asked whether somebody cancelled them.
  var asked: Set<FilmID> = []
  /// What was prepared since the start, by folder.
  var prepared: [Path: Int] = [:]
  /// As the store counts; more since then, and all is looked at again.
  var preparationsForgotten = 0
  /// There is nothing to prepare until something changes.
  var isPrepared = false
  /// The cache was brought in order since there was last something to do.
  var isTidied = false
  /// The second place was away when it was last told of.
  var isSecondPlaceAway = false
  /// When there was last something more urgent than preparing.
  var lastBusy = Duration.uptime
  private(set) var rate = MeasuringRate()
  /// Which published films are known to decode.
  var verifications = Verifications()
  private var alarm: Task<Void, Never>?
  /// Where the cache is looked at on somebody's wish, so that a share that hangs blocks nothing else.
  let keeping = SerialQueue(label: "cache")
  /// What was last told, and since when, in ms since 1970.
  var lastState = (state: ServiceStatus.State.starting, since: Int64.now)
  private(set) var isStopping = false
  private(set) var isStarted = false
  var config: DaemonConfig

  init(workshop: Workshop, config: DaemonConfig, logger: Logger) {
    self.workshop = workshop
    self.config = config
    self.logger = logger
  }

  /// One thing being done.
  enum Work: Hashable, Sendable {
    case film(FilmID)
    case clip(folder: Path, path: Path)
    case song(folder: Path, path: Path)
    /// Encodes ahead what lies in one folder.
    case preparation(folder: Path, path: Path)
    case verification(FilmID)
    /// Brings what the cache has no room for to its second place.
    case tidying
  }

  /// Takes what was decided before this start.
  func start() {
    expectFolders()
    do {
      for pause in try workshop.store.ledger.pauses(at: .now) {
        hold.pauses[Path(bytes: pause.folder)] = Hold.Pause(
          isImmediate: pause.isImmediate, until: pause.until, since: pause.since)
      }
    } catch {
      logger.error("\(MontageFailure(wrapping: error).sentence), going on without pauses")
    }
    if hold.everything != nil { workshop.pool.hold(true) }
    isStarted = true
    advance()
  }

  /// Takes what was seen of a drop folder.
  func take(_ look: FolderLook) {
    guard !isStopping else { return }
    let root = look.view.root
    var book = books[root] ?? FolderBook(root: root)
    book.rerender = config.rerender
    let before = book.look?.view
    let gone = book.take(look, at: .uptime, time: .now)
    books[root] = book
    counters.scans += 1
    isPrepared = false
    if workshop.store.second?.absence != nil { isTidied = false }
    for id in gone.keys {
      tasks[.film(id)]?.cancel()
      verifications.forget(id)
    }
    if before?.presence != look.view.presence { report(look.view.presence, of: root) }
    report(look.view.givenUp(since: before), in: root)
    readCancellations(of: root)
    advance()
  }

  /// A drop folder that is not watched any more.
  func drop(_ root: Path) {
    for (work, task) in tasks where work.folder == root { task.cancel() }
    books[root] = nil
    advance()
  }

  func set(_ config: DaemonConfig) {
    self.config = config
    expectFolders()
    for root in books.keys { books[root]?.rerender = config.rerender }
    advance()
  }

  private func expectFolders() {
    for root in config.folders.map({ Path($0) }) where books[root] == nil {
      books[root] = FolderBook(root: root)
    }
  }

  /// Ends everything, and waits until it has ended.
  func stop() async {
    isStopping = true
    alarm?.cancel()
    let running = Array(tasks.values)
    for task in running { task.cancel() }
    for task in running { await task.value }
  }

  /// A drop folder whose first look takes its time is told of as such.
  var waiting: Int {
    books.values.reduce(0) { sum, book in
      sum
        + book.clips.notes.count { path, note in
          note.state == .unseen && book.inWork[path] == nil
            && book.look?.view.isSettled(path) == true
        }
    }
  }

  /// Proves that decisions are still being taken.
  func pulse() {}

  // MARK: - Deciding

  /// Starts whatever there is to do now.
  func advance() {
    guard !isStopping, isStarted else { return }
    var next: Duration?
    func wake(at time: Duration?) {
      if let time { next = next.map { min($0, time) } ?? time }
    }
    let (now, time) = (Duration.uptime, Int64.now)
    let isHeld = hold.everything != nil
    if let until = hold.expire(at: time) { wake(at: now + .milliseconds(until - time)) }
    if isHeld, hold.everything == nil { release() }
    endOutdatedFilms()
    var clips: [(Path, Agenda.ClipStep)] = []
    for root in books.keys.sorted() {
      guard var agenda = books[root]?.agenda(hold, rate: rate.bytesPerSecond, at: now, time: time)
      else { continue }
      wake(at: agenda.next)
      for step in agenda.films where filmCount < workshop.pool.width { start(step, at: now) }
      agenda.clips.removeAll { tasks[.clip(folder: root, path: $0.path)] != nil }
      clips += agenda.clips.map { (root, $0) }
      startSongs(of: root)
    }
    startClips(clips)
    verifyFilms(hasClips: !clips.isEmpty)
    let isBusy = !clips.isEmpty || tasks.keys.contains { !$0.isPreparation }
    wake(at: prepare(isBusy: isBusy, at: now))
    tellOfSecondPlace()
    setAlarm(next, after: now)
    changes.signal()
  }

  private var filmCount: Int {
    tasks.keys.count { if case .film = $0 { true } else { false } }
  }

  /// A film whose config or song has changed would be wrong when it is done.
  private func endOutdatedFilms() {
    for (root, book) in books {
      for (id, record) in book.films {
        guard let running = record.running,
          record.look.request != running.request || record.cancelled == running.request
            || hold.isHalting(id.place, in: book.look)
        else { continue }
        books[root]?.films[id]?.running?.task.cancel()
      }
      guard let look = book.look else { continue }
      for path in book.inWork.keys where hold.isHalting(root.joining(path), in: look) {
        tasks[.clip(folder: root, path: path)]?.cancel()
      }
    }
  }

  private func setAlarm(_ time: Duration?, after now: Duration) {
    alarm?.cancel()
    alarm = time.map { time in
      Task { [weak self] in
        guard (try? await Task.sleep(for: max(time - now, .milliseconds(50)))) != nil else {
          return
        }
        await self?.advance()
      }
    }
  }

  // MARK: - Doing

  func add(_ task: Task<Void, Never>, for work: Work) { tasks[work] = task }

  func remove(_ work: Work) { tasks[work] = nil }

  private func start(_ step: Agenda.FilmStep, at now: Duration) {
    let id = step.film
    guard tasks[.film(id)] == nil, let record = books[id.folder]?.films[id],
      let project = books[id.folder]?.look?.projects.first(where: { $0.path == id.project })
    else { return }
    let progress = FilmProgress(at: now)
    let order = FilmOrder(
      film: id, config: record.look.config,
      project: step.isPreliminary ? measuredOnly(project, in: id.folder) : project.project,
      request: record.look.request, isPreliminary: step.isPreliminary,
      // After a start nobody knows how long ago the footage changed.
      isFirst: record.attempt == nil && !record.isForced,
      isRepair: verifications.wantsRepair(id))
    let making = FilmMaking(order: order, workshop: workshop) { [changes] news in
      if progress.note(news, at: .uptime) { changes.signal() }
    }
    let task = Task { [weak self] in
      let outcome = await making.run()
      await self?.finish(id, outcome)
    }
    tasks[.film(id)] = task
    books[id.folder]?.films[id]?.running = FilmRecord.Running(
      request: record.look.request, footage: project.footage, isPreliminary: step.isPreliminary,
      progress: progress, task: task)
    logger.info("making \(id.title)", id.fields)
  }

  /// Clips that nobody has looked at are left out of a preliminary film.
  private func measuredOnly(_ project: ProjectLook, in folder: Path) -> Project {
    let notes = books[folder]?.clips.notes ?? [:]
    return project.project.leavingOut { path in
      switch notes[project.path.joining(path)]?.state {
      case .unseen, .waiting: true
      case .seen, .measured, .rejected, .quarantined, nil: false
      }
    }
  }

  private func finish(_ id: FilmID, _ outcome: FilmMaking.Outcome) {
    tasks[.film(id)] = nil
    guard var record = books[id.folder]?.films[id] else { return advance() }
    let isPreliminary = record.running?.isPreliminary ?? false
    switch outcome {
    case .published(let results):
      counters.filmsPublished += results.count
      verifications.forget(id)
      record.finish(.done(isPreliminary: isPreliminary))
      for result in results {
        logger.notice(
          result.summary + (isPreliminary ? "; preliminary, a better one follows" : ""),
          id.fields(.filmPublished).merging(["film": result.name]) { $1 })
        for warning in result.draft.warnings {
          logger.warning("\(id.title): \(warning)", id.fields)
        }
      }
    case .upToDate:
      record.finish(.done(isPreliminary: isPreliminary))
      logger.info("\(id.title) is up to date", id.fields)
    case .outdated:
      record.finish(.outdated)
      record.startQuiet(at: .uptime)
      logger.info("\(id.title): new footage waits for its hour", id.fields)
    case .failed(let failure) where failure.kind == .cancelled:
      record.running = nil
      logger.info("\(id.title): cancelled", id.fields)
    case .failed(let failure):
      counters.filmsFailed += 1
      let retry = failure.kind.mayPass ? record.retry(after: .uptime) : nil
      record.finish(
        .failed(retryAt: retry, isPreliminary: isPreliminary), failure: failure.sentence)
      logger.error(
        "\(id.title) failed: \(failure.sentence)",
        id.fields(.filmFailed))
    }
    books[id.folder]?.films[id] = record
    refreshNotes(of: id)
  }

  /// Making a film measures clips too.
  private func refreshNotes(of id: FilmID) {
    guard let book = books[id.folder], let look = book.look else { return advance() }
    let stale = look.footage.filter { file in
      book.clips.notes[file.path] != nil && id.folder.joining(file.path).isInside(id.place)
    }
    let measuring = Measuring(store: workshop.store, pool: workshop.pool)
    if !stale.isEmpty, let known = try? measuring.knowledge(of: stale) {
      for file in stale {
        guard let knowledge = known[file.path] else { continue }
        books[id.folder]?.note(file, ClipBook.State(knowledge), at: .now)
      }
    }
    advance()
  }

  private func startSongs(of root: Path) {
    guard let look = books[root]?.look, !look.view.isOffline else { return }
    for song in look.projects.flatMap(\.songs)
    where !heard.contains(song.fingerprint) && !hold.covers(root.joining(song.path), in: look) {
      heard.insert(song.fingerprint)
      let work = Work.song(folder: root, path: song.path)
      let measuring = Measuring(store: workshop.store, pool: workshop.pool, urgency: .analysis)
      tasks[work] = Task { [weak self] in
        // What is wrong with it is told when a film asks for it.
        if let file = try? OpenFile(song.path, in: root) { _ = try? await measuring.music(file) }
        await self?.finishSong(work)
      }
    }
  }

  private func finishSong(_ work: Work) {
    tasks[work] = nil
    advance()
  }

  /// One more than there are workers, so that none waits for the scheduler.
  private func startClips(_ steps: [(folder: Path, step: Agenda.ClipStep)]) {
    guard hold.everything == nil else { return }
    let running = books.values.reduce(0) { $0 + $1.inWork.count }
    let urgent = steps.sorted { $0.step.urgency > $1.step.urgency }
    for (root, step) in urgent.prefix(max(0, workshop.pool.width + 1 - running)) {
      books[root]?.inWork[step.path] = step.isCoarse
      let look = ClipLook(folder: root, step: step, workshop: workshop)
      tasks[.clip(folder: root, path: step.path)] = Task { [weak self] in
        let outcome = await look.run()
        await self?.finish(step, in: root, outcome)
      }
    }
  }

  private func finish(_ step: Agenda.ClipStep, in root: Path, _ outcome: ClipLook.Outcome) {
    tasks[.clip(folder: root, path: step.path)] = nil
    books[root]?.inWork[step.path] = nil
    guard let state = outcome.state else { return advance() }
    let size = step.file.status.size
    books[root]?.note(step.file, state, at: .now)
    let name = root.joining(step.path)
    let fields = ["clip": name.display, "folder": root.display]
    switch state {
    case .measured:
      rate.note(bytes: size, in: outcome.duration, workers: workshop.pool.width)
      logger.info("\(step.path.display): measured", fields)
    case .seen: logger.debug("\(step.path.display): looked at", fields)
    case .rejected(let sentence):
      logger.warning(
        "\(step.path.display): \(sentence)",
        fields.merging(JournalEvent.clipDamaged.fields) { $1 })
    case .quarantined(let sentence):
      logger.warning(
        "\(step.path.display): \(sentence)",
        fields.merging(JournalEvent.clipQuarantined.fields) { $1 })
    case .waiting(_, let sentence): logger.warning("\(step.path.display): \(sentence)", fields)
    case .unseen: break
    }
    advance()
  }
}

extension Scheduler.Work {
  /// The drop folder that it belongs to; nil where it is of none.
  var folder: Path? {
    switch self {
    case .film(let id), .verification(let id): id.folder
    case .clip(let folder, _), .song(let folder, _), .preparation(let folder, _): folder
    case .tidying: nil
    }
  }
}

extension FilmID {
  /// For the journal.
  var fields: [String: String] { ["folder": place.display, "film": name] }

  func fields(_ event: JournalEvent) -> [String: String] { fields.merging(event.fields) { $1 } }
}
