// SPDX-License-Identifier: GPL-3.0-or-later

internal import Control
internal import Linux
internal import Logging
internal import Pipeline
internal import Settings
internal import Status
internal import Systemd
internal import Watching
internal import Workers

/// What people are told.
extension Scheduler {
  /// Everything, at this moment.
  func status() -> ServiceStatus {
    var status = ServiceStatus()
    status.version = Version.text
    status.folders = books.keys.sorted().compactMap { books[$0].map(folder) }
    status.jobs = workshop.pool.running.map(job)
    status.waiting = workshop.pool.waiting + waiting
    status.memory = MemoryStatus(workshop.pool.memory)
    status.secondCacheAbsence = workshop.store.second.flatMap { second in
      second.absence.map { "\(second.path): \($0.reason)" }
    }
    status.pausedUntil = hold.everything?.until
    status.counters = counters
    let counts = workshop.store.measured
    status.counters.clipsMeasured = counts.clips
    status.counters.songsMeasured = counts.songs
    status.counters.workersLost = workshop.pool.lost
    status.state = state(status)
    if status.state != lastState.state { lastState = (status.state, .now) }
    status.since = lastState.since
    status.summary =
      StatusLine(status, now: .now, utcOffsetMinutes: LocalZone.offsetMinutes(at: .now)).text
    return status
  }

  private func job(_ worker: RunningWorker) -> JobStatus {
    var job = JobStatus(worker)
    job.folder = books.keys.first { Path(worker.subject).isInside($0) }?.display
    return job
  }

  private func state(_ status: ServiceStatus) -> ServiceStatus.State {
    if isStopping { return .stopping }
    if !isStarted || books.values.contains(where: { $0.look == nil }) { return .starting }
    if hold.everything != nil { return .paused }
    if !status.jobs.isEmpty || status.waiting > 0 || !tasks.isEmpty { return .working }
    return .idle
  }

  private func folder(_ book: FolderBook) -> FolderStatus {
    var status = FolderStatus(path: book.root.display)
    guard let look = book.look else {
      status.state = .offline
      status.reason = "being looked at for the first time"
      return status
    }
    (status.state, status.reason) = Self.words(for: look.view.presence)
    if hold.covers(book.root, in: look), status.state != .offline {
      status.state = .paused
      let pause = hold.pause(of: book.root)
      status.pausedBy = pause == nil ? .file : .command
      status.pausedUntil = pause?.until
      status.reason = nil
    }
    status.since = book.since
    let counts = book.counts()
    status.clips = counts.values.reduce(into: FolderStatus.Clips()) { $0.add($1) }
    status.projects = look.projects.map { project($0, in: book, counts[$0.path] ?? ClipCounts()) }
    status.projects += look.unclaimed.sorted { $0.key < $1.key }.map { path, count in
      var project = ProjectStatus(path: path.display)
      project.clips = book.unclaimed(below: path, of: count)
      project.waitingFor = "a song and a config"
      return project
    }
    status.files = files(of: book, all: false)
    if !look.view.secluded.isEmpty {
      status.privateFolders = look.view.secluded.sorted().map(\.display)
    }
    return status
  }

  private static func words(
    for presence: FolderView.Presence
  ) -> (FolderStatus.State, String?) {
    switch presence {
    case .watching: (.watching, nil)
    case .polling(let reason): (.polling, reason)
    case .offline(let reason): (.offline, reason)
    }
  }

  private func project(
    _ look: ProjectLook, in book: FolderBook, _ count: ClipCounts
  ) -> ProjectStatus {
    var status = ProjectStatus(path: look.path.display)
    status.clips.add(count)
    status.montages = look.films.compactMap { film in
      let id = FilmID(folder: book.root, project: look.path, name: film.config.montage)
      return book.films[id].map { montage(id, $0, count) }
    }
    status.montages += look.project.nameFailures.map { name, failure in
      var status = MontageStatus(name: name)
      status.state = .failed
      status.reason = failure.sentence
      return status
    }
    let missing = Set(look.films.flatMap(\.missing)).sorted()
    status.waitingFor = missing.isEmpty ? nil : missing.joined(separator: " and ")
    return status
  }

  private func montage(_ id: FilmID, _ record: FilmRecord, _ count: ClipCounts) -> MontageStatus {
    var status = MontageStatus(name: id.name)
    (status.state, status.reason) = record.words
    status.since = record.since
    if let running = record.running {
      let now = running.progress.current
      status.state = now.stage == .analysing ? .analysing : .rendering
      status.reason = nil
      status.stage = now.stage.rawValue
      status.progress = now.share
      status.remaining = running.progress.remaining(at: .uptime)
    } else if status.state == .analysing {
      let all = count.rule.measured + count.rule.seen + count.rule.unseen
      status.stage = Progress.Stage.analysing.rawValue
      status.progress = all == 0 ? 0 : Double(count.rule.measured) / Double(all)
      status.remaining = Double(count.unseenBytes) / rate.bytesPerSecond
    }
    guard record.hasFilm else { return status }
    // A start is no new film.
    if status.state == .done, let filmed = record.look.filmed { status.since = filmed }
    status.output = id.film.display
    if case .done(let isPreliminary) = record.attempt?.result {
      status.isPreliminary = isPreliminary
      status.isVerified = verifications.isSound(id)
    }
    return status
  }

  // MARK: - Files

  func list(_ folder: String?) throws(ControlError) -> [FileStatusLine] {
    guard let folder else {
      return books.keys.sorted().flatMap { files(of: books[$0], all: true, absolute: true) }
    }
    let path = Path(folder)
    let found = books(of: path)
    guard !found.isEmpty else {
      throw .notFound("\(path): in no drop folder; the drop folders are \(listOfFolders)")
    }
    return found.flatMap { book in
      files(of: book, all: true, absolute: true, below: book.root.isInside(path) ? nil : path)
    }
  }

  /// Files that are not simply measured, or all.
  func files(
    of book: FolderBook?, all: Bool, absolute: Bool = false, below: Path? = nil
  ) -> [FileStatusLine] {
    guard let book, let look = book.look else { return [] }
    // Of a hundred thousand files only a few are worth a line.
    let paths =
      all
      ? look.footage.map(\.path)
      : Set(book.clips.notes.filter { $0.value.state.isNotable }.keys)
        .union(look.view.unsettled.keys).union(book.inWork.keys).sorted()
    var lines: [FileStatusLine] = []
    for path in paths where below.map({ book.root.joining(path).isInside($0) }) ?? true {
      // What is merely on its way is counted: there may be thousands of it.
      guard var line = line(for: path, in: book, look),
        all || line.state.needsAttention || line.state == .incomplete
      else { continue }
      if absolute { line.path = book.root.joining(path).display }
      lines.append(line)
    }
    return lines
  }

  func line(for path: Path, in book: FolderBook, _ look: FolderLook) -> FileStatusLine? {
    if let unsettled = look.view.unsettled[path] {
      return FileStatusLine(
        path: path.display, state: unsettled.reason.state, reason: unsettled.sentence,
        since: .now - Int64((FolderWatcher.now - unsettled.since) / .milliseconds(1)))
    }
    var line = FileStatusLine(path: path.display, state: .measured)
    guard let note = book.clips.notes[path] else { return line }
    line.since = note.since
    (line.state, line.reason) = note.state.words
    if book.inWork[path] != nil { line.state = .analysing }
    return line
  }

  /// Tells of files that are not whole, and seem to stay so.
  func report(_ files: [(path: Path, sentence: String)], in root: Path) {
    for file in files {
      let fields = ["clip": root.joining(file.path).display, "folder": root.display]
      logger.warning(
        "\(file.path.display): \(file.sentence)",
        fields.merging(JournalEvent.clipUnfinished.fields) { $1 })
    }
  }

  func report(_ presence: FolderView.Presence, of root: Path) {
    let fields = ["folder": root.display]
    switch presence {
    case .watching:
      logger.notice(
        "watching \(root)", fields.merging(JournalEvent.folderOnline.fields) { $1 })
    case .polling(let reason):
      let isLimited = reason.contains("max_user_watches")
      let event = isLimited ? JournalEvent.watchLimit : .folderOnline
      logger.log(
        isLimited ? .warning : .notice, "looking at \(root) by the clock: \(reason)",
        fields.merging(event.fields) { $1 })
    case .offline(let reason):
      logger.warning(
        "\(root) is away: \(reason)",
        fields.merging(JournalEvent.folderOffline.fields) { $1 })
    }
  }
}
