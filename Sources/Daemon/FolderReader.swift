// SPDX-License-Identifier: GPL-3.0-or-later

internal import Digest
internal import Linux
internal import Pipeline
internal import Settings
internal import Watching

/// Sorts what was seen in a drop folder into projects and films, and asks the cache about new footage.
///
/// It reads files on the share, which may hang: it belongs on the folder's own thread.
struct FolderReader: Sendable {
  private let measuring: Measuring
  /// All files of the look before, and how they were sorted.
  private var files: [ScannedFile] = []
  private var projects: [ProjectFolder] = []
  /// How much footage without a project lies in each folder of the drop folder.
  private var unclaimed: [Path: Int] = [:]
  private var defaults = DropDefaults.none
  /// Films' configs, by what they were read from.
  private var configs: [Path: (request: String, config: MontageConfig?)] = [:]
  /// Whether somebody changed a film's list of shots, by when that was looked at.
  private var sheets: [Path: (fingerprint: Fingerprint, isChanged: Bool)] = [:]
  /// What was said in each project's folder about names of configs.
  private var told: [Path: [String]] = [:]

  init(measuring: Measuring) { self.measuring = measuring }

  /// Reads what is new since the look before; `time` is in ms since 1970.
  mutating func read(_ view: FolderView, at time: Int64) throws -> FolderLook {
    var look = FolderLook(view: view)
    guard !view.isOffline else { return look }
    let changes = view.files.changes(since: files)
    look.news = try notes(on: changes.filter { $0.kind == .footage }, at: time)
    // Sorting takes a while where there are very many, and most looks only find that some have settled.
    if !changes.isEmpty || files.count != view.files.count {
      defaults = DropDefaults(in: view.root, files: view.files)
      let (found, rest) = defaults.projects(among: view.files)
      projects = found
      unclaimed = Self.places(of: rest)
      files = view.files
    }
    let found = projects
    look.unclaimed = unclaimed
    look.defaults = defaults.config
    look.projects = found.map { project($0, view, defaults) }
    let films = Set(
      look.projects.flatMap { project in project.films.map { project.place(of: $0) } })
    configs = configs.filter { films.contains($0.key) }
    told = told.filter { path, _ in found.contains { $0.path == path } }
    let lists = Set(found.flatMap { $0.cutLists.map(\.path) })
    sheets = sheets.filter { lists.contains($0.key) }
    return look
  }

  private static func places(of files: [ScannedFile]) -> [Path: Int] {
    var places: [Path: Int] = [:]
    for file in files where file.kind == .footage {
      let end = file.path.bytes.firstIndex(of: UInt8(ascii: "/")) ?? 0
      places[Path(bytes: Array(file.path.bytes[..<end])), default: 0] += 1
    }
    return places
  }

  private func notes(
    on files: [ScannedFile], at time: Int64
  ) throws -> [Path: ClipBook.Note] {
    guard !files.isEmpty else { return [:] }
    let known = try measuring.knowledge(of: files)
    var notes: [Path: ClipBook.Note] = [:]
    for file in files {
      let state = ClipBook.State(known[file.path] ?? .unknown)
      // That a file is measured needs no note where there was none before.
      if state == .measured, self.files.isEmpty { continue }
      notes[file.path] = ClipBook.Note(state: state, file: file, since: time)
    }
    return notes
  }

  private mutating func project(
    _ found: ProjectFolder, _ view: FolderView, _ defaults: DropDefaults
  ) -> ProjectLook {
    let project = Project(found, in: view.root, problems: view.problems, defaults: defaults)
    var look = ProjectLook(path: found.path, project: project)
    look.songs = found.songs.filter { view.isSettled($0.path) }
    look.clipCount = found.footage.count
    look.isFootageInChange = found.footage.contains { view.isInChange($0.path) }
    look.footage = Self.stamp(found.footage)
    let shared =
      found.music + project.changingFilms(among: found.others) + view.files.filter(\.isDefaults)
    for name in project.configs {
      let path = found.path.joining(name.file)
      let sheets = found.cutLists.filter { ShotSheet.isSheet($0, of: name.montage) }
      let parts =
        found.configs.filter { $0.path == path } + shared
        + sheets.filter { isChanged($0, in: view.root) }
      var film = film(name, of: look, parts, view)
      film.filmed = (found.film(name.montage)?.status.modified).map { $0 / 1_000_000 }
      look.films.append(film)
    }
    tellOfNames(look)
    return look
  }

  private mutating func film(
    _ name: ConfigName, of project: ProjectLook, _ parts: [ScannedFile], _ view: FolderView
  ) -> FilmLook {
    var look = FilmLook(config: name)
    look.isRequestInChange = parts.contains { view.isInChange($0.path) }
    look.request = Self.request(parts)
    if !look.isRequestInChange { look.wishes = wishes(of: look, in: project) }
    let files = project.project.files
    if files.music.isEmpty, look.wishes?.music == nil { look.missing.append("a song") }
    if files.footage.isEmpty { look.missing.append("footage") }
    return look
  }

  private mutating func wishes(of film: FilmLook, in project: ProjectLook) -> MontageConfig? {
    let place = project.place(of: film)
    if let known = configs[place], known.request == film.request { return known.config }
    let config = try? project.project.config(film.config)
    configs[place] = (film.request, config)
    return config
  }

  /// A list that is as we wrote it says nothing.
  private mutating func isChanged(_ sheet: ScannedFile, in root: Path) -> Bool {
    if let known = sheets[sheet.path], known.fingerprint == sheet.fingerprint {
      return known.isChanged
    }
    let isChanged = ShotSheet.isChanged(root.joining(sheet.path))
    sheets[sheet.path] = (sheet.fingerprint, isChanged)
    return isChanged
  }

  /// Says once in the folder which configs cannot be used for their names.
  private mutating func tellOfNames(_ look: ProjectLook) {
    let failures = look.project.nameFailures
    let sentences = failures.map(\.failure.sentence)
    guard told[look.path, default: []] != sentences else { return }
    told[look.path] = sentences
    _ = MontageMaker.report(failures, of: look.project)
  }

  /// A number that changes when a file comes, goes or changes.
  private static func stamp(_ files: [ScannedFile]) -> Int {
    files.reduce(files.count) { $0 &+ $1.fingerprint.hashValue }
  }

  /// Equal after a restart: not of inodes, which other systems number anew.
  private static func request(_ files: [ScannedFile]) -> String {
    var digest = SHA256()
    for file in files {
      digest.update(file.path.bytes)
      digest.update(Array("\0\(file.status.size) \(file.status.modified)\0".utf8))
    }
    return digest.hexadecimal()
  }
}

extension ProjectLook {
  /// What the film's config is known by, from the drop folder.
  func place(of film: FilmLook) -> Path { path.joining(film.config.file) }
}

extension ScannedFile {
  /// Says something for all projects.
  fileprivate var isDefaults: Bool {
    path.components.count == 1 && (kind == .defaults || Project.isStyle(path))
  }
}

extension FolderView {
  var isOffline: Bool {
    if case .offline = presence { true } else { false }
  }

  /// Somebody may still be writing it, and a film should wait for it.
  func isInChange(_ path: Path) -> Bool { unsettled[path].map { !$0.isGivenUp } ?? false }

  /// What no film waits for any more, though `earlier` films did; sorted by path.
  func givenUp(since earlier: FolderView?) -> [(path: Path, sentence: String)] {
    unsettled.filter { $1.isGivenUp && earlier?.unsettled[$0]?.isGivenUp != true }
      .compactMap { path, file in file.sentence.map { (path, $0) } }
      .sorted { $0.0 < $1.0 }
  }
}

extension ClipBook.State {
  init(_ knowledge: Knowledge) {
    self =
      switch knowledge {
      case .measured: .measured
      case .coarse: .seen
      case .unknown: .unseen
      case .retry(let time, let sentence): .waiting(until: time, sentence)
      case .rejected(let sentence): .rejected(sentence)
      case .quarantined(let sentence): .quarantined(sentence)
      }
  }
}
