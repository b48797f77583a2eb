// SPDX-License-Identifier: GPL-3.0-or-later

/// A film on a drop folder's page, or a project that has none yet.
struct PageFilm: Sendable {
  /// The project's folder, which is what people call the film.
  let project: String
  /// The film's own name, where a project has several.
  let name: String?
  let state: MontageStatus.State
  let reason: String
  let remedy: String?
  let since: Int64
  /// When the state began, for people; nil when that is not known.
  let when: String?
  /// What is being done, in plain words.
  let stage: String?
  let progress: Double?
  /// `about 40 s left`.
  var remaining: String?
  /// The newest film, from the page; nil when there is none there.
  let film: String?
  /// The page of its project, from this one; nil on that page itself.
  let page: String?
  let isPreliminary: Bool
  /// It was finished, and its file was taken away since.
  let isGone: Bool

  /// The page beside the film that says what is in it.
  var report: String? {
    film.map { film in
      let stem = film.hasSuffix(".mp4") ? String(film.dropLast(4)) : film
      return stem + ".html"
    }
  }

  /// What people look for first comes first.
  var urgency: Int {
    switch state {
    case .rendering: 0
    case .analysing: 1
    default: 2
    }
  }

  /// All films of a folder that people call `name`, and its projects that have none yet, in the folder's order.
  static func films(
    of folder: FolderStatus, named name: String, from place: String, when: (Int64) -> String
  ) -> [PageFilm] {
    folder.projects.flatMap { project in
      let title = project.path.isEmpty ? name : project.path
      if project.montages.isEmpty {
        guard project.waitingFor != nil else { return [PageFilm]() }
        let none = MontageStatus(name: defaultName)
        return [PageFilm(none, title, project, place, when)]
      }
      return project.montages.map { PageFilm($0, title, project, place, when) }
    }
  }

  private init(
    _ montage: MontageStatus, _ title: String, _ project: ProjectStatus, _ place: String,
    _ when: (Int64) -> String
  ) {
    let explanation = Explanations.montage(
      path: title, montage, missing: project.waitingFor, now: 0)
    self.project = title
    name = montage.name == Self.defaultName ? nil : montage.name
    state = montage.state
    reason = explanation.reason
    remedy = explanation.remedy
    since = montage.since
    self.when = montage.since > 0 ? when(montage.since) : nil
    stage = montage.stage.map(StageWords.words)
    progress = montage.progress
    remaining = montage.remaining.map { Quantity.about($0) + " left" }
    film = montage.output.flatMap { Self.relative($0, to: place) }
    page = project.path.isEmpty ? nil : film.map(Self.page)
    isPreliminary = montage.isPreliminary
    isGone = montage.state == .done && montage.output == nil
  }

  /// What `montage.yaml` makes; people call it as the folder is called.
  private static let defaultName = "montage"

  /// Beside the film.
  private static func page(of film: String) -> String {
    let folder = film.lastIndex(of: "/").map { film[...$0] } ?? ""
    return folder + FolderPage.htmlName
  }

  /// `path` from a folder; nil when it lies elsewhere and no relative link leads there.
  private static func relative(_ path: String, to folder: String) -> String? {
    let root = folder.hasSuffix("/") ? folder : folder + "/"
    if path.hasPrefix(root) { return String(path.dropFirst(root.count)) }
    return path.hasPrefix("/") ? nil : path
  }
}
