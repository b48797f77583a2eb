// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Pipeline
internal import Status
internal import Watching

/// Why something is as it is.
extension Scheduler {
  /// The state of a file, folder, project or film, and the rule that holds it there.
  func explain(_ text: String) -> Explanation {
    let path = Path(text)
    guard let book = books(of: path).first(where: { path.isInside($0.root) }) else {
      return Explanation(
        path: text, kind: "file", state: "unknown",
        reason: "in no drop folder", remedy: "the drop folders are \(listOfFolders)")
    }
    guard let look = book.look, let relative = path.relative(to: book.root), path != book.root
    else {
      return explain(book, text)
    }
    if let (id, record) = film(path, in: book) { return explain(id, record, text) }
    if let line = look.view.files.first(where: { $0.path == relative }).flatMap({ file in
      file.kind == .footage || look.view.unsettled[relative] != nil
        ? self.line(for: relative, in: book, look) : nil
    }) {
      return Explanations.file(
        path: text, state: line.state, reason: line.reason, since: line.since, now: .now)
    }
    if look.projects.contains(where: { $0.path == relative }) {
      return explainProject(relative, book, text)
    }
    if look.unclaimed[relative] != nil {
      var project = ProjectStatus(path: relative.display)
      project.waitingFor = "a song and a config"
      return Explanations.project(path: text, project)
    }
    return outside(path, relative, look, text)
  }

  private func explain(_ book: FolderBook, _ text: String) -> Explanation {
    Explanations.folder(
      status().folders.first { $0.path == book.root.display } ?? FolderStatus(path: text),
      now: .now)
  }

  /// The film that a config's path or a film's own path means.
  private func film(_ path: Path, in book: FolderBook) -> (FilmID, FilmRecord)? {
    book.films.first { id, _ in path != id.place && !id.place.isInside(path) && isAbout(id, path) }
      .map { ($0.key, $0.value) }
  }

  private func explain(_ id: FilmID, _ record: FilmRecord, _ text: String) -> Explanation {
    let project = status().folders.first { $0.path == id.folder.display }?
      .projects.first { $0.path == id.project.display }
    let film = project?.montages.first { $0.name == id.name } ?? MontageStatus(name: id.name)
    return Explanations.montage(path: text, film, missing: project?.waitingFor, now: .now)
  }

  private func explainProject(
    _ project: Path, _ book: FolderBook, _ text: String
  ) -> Explanation {
    let films = book.films.filter { $0.key.project == project }.sorted { $0.key < $1.key }
    let words = films.map { id, record in
      let (state, reason) = record.words
      let running = record.running == nil ? "" : ", being made"
      return "\(id.name): \(state.rawValue)\(running)" + (reason.map { " (\($0))" } ?? "")
    }
    return Explanation(
      path: text, kind: "project", state: films.first?.value.words.0.rawValue ?? "waiting",
      reason: words.isEmpty ? "no config that can be used" : words.joined(separator: "; "),
      since: films.first?.value.since ?? 0)
  }

  private func outside(
    _ path: Path, _ relative: Path, _ look: FolderLook, _ text: String
  ) -> Explanation {
    if let problem = look.view.problems.first(where: { relative.isInside($0.path) }) {
      return Explanation(
        path: text, kind: "folder", state: "unreadable",
        reason: "cannot be read (\(problem.error.reason))",
        remedy: "allow the service to read it")
    }
    if let file = look.view.files.first(where: { $0.path == relative }) {
      return Explanation(
        path: text, kind: "file", state: file.kind.rawValue,
        reason: "a \(file.kind.rawValue) file, settled")
    }
    // The share is not asked: it may hang, and everything that counts was seen.
    let isIgnored =
      FileKind(name: relative.name) == .junk
      || relative.components.indices.contains { index in
        let names = relative.components[...index]
        return FolderRule(names.reduce(Path(bytes: [])) { $0.joining($1) }) != .enter
      }
    return isIgnored ? Explanations.ignored(path: text) : Explanations.unknown(path: text)
  }
}
