// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
internal import Control
internal import Linux
internal import Logging
internal import Pipeline
internal import Settings
internal import Status
internal import Systemd
internal import Watching
internal import Workers

/// What somebody at the command line asks of the scheduler.
extension Scheduler {
  /// Does what was asked.
  func answer(_ request: ControlRequest) async throws(ControlError) -> ControlAnswer {
    switch request {
    case .status: return .status(status())
    case .list(let folder): return .files(try list(folder))
    case .explain(let path): return .explanation(explain(path))
    case .retry(let path): return try retry(path)
    case .cancel(let path): return try cancel(path)
    case .pause(let pause): return try self.pause(pause)
    case .resume(let folder): return try resume(folder)
    case .runNow(let path): return try runNow(path)
    case .cache: return .cache(try await cacheStatus())
    case .prune: return try await prune()
    case .forget(let path): return try await forget(path)
    }
  }

  // MARK: - Pausing

  private func pause(_ pause: ControlRequest.Pause) throws(ControlError) -> ControlAnswer {
    let folder = try place(pause.folder)
    let time = Int64.now
    let until = pause.seconds.map { time + Int64($0) * 1000 }
    try remember { () throws(CatalogError) in
      try workshop.store.ledger.pause(
        folder: folder.bytes, immediately: pause.isImmediate, until: until, at: time)
    }
    hold.pauses[folder] = Hold.Pause(isImmediate: pause.isImmediate, until: until, since: time)
    if folder.bytes.isEmpty {
      workshop.pool.hold(true)
      if pause.isImmediate { workshop.pool.suspendAll() }
    }
    let name = folder.bytes.isEmpty ? "everything" : folder.display
    logger.notice("paused \(name), by command", JournalEvent.paused.fields)
    advance()
    return .done(count: 1, message: "paused \(name)")
  }

  private func resume(_ folder: String?) throws(ControlError) -> ControlAnswer {
    let folder = try place(folder)
    let wasHeld = hold.everything != nil
    var count = 0
    for paused in hold.pauses.keys where folder.bytes.isEmpty || paused == folder {
      try remember { () throws(CatalogError) in
        _ = try workshop.store.ledger.resume(folder: paused.bytes)
      }
      hold.pauses[paused] = nil
      count += 1
    }
    if wasHeld, hold.everything == nil { release() }
    if count > 0 { logger.notice("resumed, by command", JournalEvent.resumed.fields) }
    advance()
    return .done(count: count, message: count == 0 ? "nothing was paused" : "resumed")
  }

  /// Lets the workers go on.
  func release() {
    workshop.pool.hold(false)
    workshop.pool.resumeAll()
  }

  /// A drop folder or a folder in one; empty for everything.
  private func place(_ folder: String?) throws(ControlError) -> Path {
    guard let folder else { return Path(bytes: []) }
    let path = Path(folder)
    guard books.keys.contains(where: { path.isInside($0) }) else {
      throw .notFound("\(path): no drop folder, nor a folder in one")
    }
    return path
  }

  // MARK: - Trying again, ending, starting

  private func retry(_ text: String) throws(ControlError) -> ControlAnswer {
    let path = Path(text)
    let books = books(of: path)
    guard !books.isEmpty else { throw unknown(path) }
    var count = 0
    for book in books { count += try retry(path, in: book) }
    advance()
    return .done(
      count: count, message: count == 0 ? "nothing had failed" : "trying again: \(count)")
  }

  private func retry(_ path: Path, in book: FolderBook) throws(ControlError) -> Int {
    var count = 0
    let measuring = Measuring(store: workshop.store, pool: workshop.pool)
    for (name, note) in book.clips.notes where book.root.joining(name).isInside(path) {
      do {
        // A clip that was measured may have been left out of films, in part or as a whole.
        let forgotten = try measuring.forgive(note.file.status)
        guard note.state.isNotable || forgotten > 0 else { continue }
      } catch {
        throw .failed(MontageFailure(wrapping: error).sentence)
      }
      self.books[book.root]?.note(note.file, .unseen, at: .now)
      count += 1
    }
    for (id, record) in book.films where isAbout(id, path) {
      guard case .failed = record.attempt?.result else { continue }
      self.books[book.root]?.films[id]?.forget()
      count += 1
    }
    return count
  }

  private func cancel(_ text: String) throws(ControlError) -> ControlAnswer {
    let path = Path(text)
    let films = try films(path)
    for id in films {
      guard let request = books[id.folder]?.films[id]?.look.request else { continue }
      try remember { () throws(CatalogError) in
        try workshop.store.ledger.cancel(
          folder: id.place.bytes, montage: id.name, request: request, at: .now)
      }
      books[id.folder]?.films[id]?.cancelled = request
      books[id.folder]?.films[id]?.isForced = false
    }
    advance()
    return .done(
      count: films.count,
      message: "cancelled \(films.map(\.title).joined(separator: ", ")) "
        + "until the config or the song changes")
  }

  private func runNow(_ text: String) throws(ControlError) -> ControlAnswer {
    let path = Path(text)
    let films = try films(path)
    for id in films {
      try remember { () throws(CatalogError) in
        try workshop.store.ledger.uncancel(folder: id.place.bytes, montage: id.name)
      }
      books[id.folder]?.films[id]?.cancelled = nil
      books[id.folder]?.films[id]?.isForced = true
    }
    advance()
    return .done(
      count: films.count, message: "making \(films.map(\.title).joined(separator: ", "))")
  }

  /// The films that a path means: a config, a film, a project, or a folder of projects.
  private func films(_ path: Path) throws(ControlError) -> [FilmID] {
    let books = books(of: path)
    guard !books.isEmpty else { throw unknown(path) }
    let films = books.flatMap(\.films.keys).filter { isAbout($0, path) }.sorted()
    guard !films.isEmpty else {
      throw .notFound("\(path): no film is made here; a config, which may be empty, asks for one")
    }
    return films
  }

  func isAbout(_ id: FilmID, _ path: Path) -> Bool {
    if id.place.isInside(path) { return true }
    guard path.isInside(id.place), let record = books[id.folder]?.films[id] else { return false }
    return path == id.place.joining(record.look.config.file)
      || path == id.place.joining(id.name)
      || path == id.film
  }

  /// The drop folder that holds a path, or all that lie below it.
  func books(of path: Path) -> [FolderBook] {
    books.values.filter { path.isInside($0.root) || $0.root.isInside(path) }
      .sorted { $0.root < $1.root }
  }

  func unknown(_ path: Path) -> ControlError {
    .notFound("\(path): in no drop folder; the drop folders are \(listOfFolders)")
  }

  var listOfFolders: String { books.keys.sorted().map(\.display).joined(separator: ", ") }

  private func remember(_ body: () throws(CatalogError) -> Void) throws(ControlError) {
    do throws(CatalogError) { try body() } catch {
      throw .failed(MontageFailure(wrapping: error).sentence)
    }
  }

  /// Films that somebody cancelled in an earlier run.
  func readCancellations(of root: Path) {
    for id in books[root]?.films.keys.filter({ asked.insert($0).inserted }) ?? [] {
      let request = try? workshop.store.ledger.cancellation(
        folder: id.place.bytes, montage: id.name)
      books[root]?.films[id]?.cancelled = request ?? nil
    }
  }
}
