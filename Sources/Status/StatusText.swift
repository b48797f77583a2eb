// SPDX-License-Identifier: GPL-3.0-or-later

/// The whole service for somebody at a terminal: 80 columns, aligned, readable without colour.
package struct StatusText: Sendable {
  private let status: ServiceStatus
  private let now: Int64
  private let utcOffsetMinutes: Int

  /// Times are ms since 1970.
  package init(status: ServiceStatus, now: Int64, utcOffsetMinutes: Int) {
    self.status = status
    self.now = now
    self.utcOffsetMinutes = utcOffsetMinutes
  }

  /// The lines, without their ends.
  package var lines: [String] {
    var sections = [head]
    sections += status.folders.map(folder)
    sections.append(workers)
    sections.append(memory)
    sections.append(secondCache)
    return Array(sections.filter { !$0.isEmpty }.joined(separator: [""]))
  }

  private static let width = 80
  /// A folder's finished films beyond the newest are counted, not listed.
  private static let finishedLimit = 20
  private static let fileLimit = 50

  // MARK: Service

  private var head: [String] {
    let version = status.version.isEmpty ? "" : " " + status.version
    let since = status.since > 0 ? " since " + time(status.since) : ""
    let summary =
      status.summary.isEmpty
      ? StatusLine(status, now: now, utcOffsetMinutes: utcOffsetMinutes).text : status.summary
    return ["montaged\(version): \(status.state.rawValue)\(since)"] + wrapped(summary, "  ")
  }

  private var workers: [String] {
    guard !status.jobs.isEmpty || status.waiting > 0 else { return [] }
    let lines = status.jobs.map { job in
      let subject = job.folder.map { relative(job.subject, to: $0) } ?? job.subject
      return "  " + Columns.fitted(ShownName.line(job.kind), 9) + " "
        + Columns.fitted(ShownName.line(subject), 46) + percent(job.progress)
        + (job.isSuspended ? "  suspended" : "")
    }
    let waiting = status.waiting > 0 ? ["  \(Quantity.count(status.waiting, "job")) waiting"] : []
    return ["Workers"] + lines + waiting
  }

  private var memory: [String] {
    let memory = status.memory
    guard memory.ceiling > 0 || memory.used > 0 || memory.reason != nil else { return [] }
    let ceiling = memory.ceiling > 0 ? " of \(Quantity.bytes(memory.ceiling))" : ""
    let available = memory.available > 0 ? ", \(Quantity.bytes(memory.available)) available" : ""
    return ["Memory"]
      + wrapped("\(Quantity.bytes(memory.used))\(ceiling) used\(available); \(memory.level)", "  ")
      + (memory.reason.map { wrapped($0, "  ") } ?? [])
  }

  private var secondCache: [String] {
    status.secondCacheAbsence.map { ["Second cache folder is away"] + wrapped($0, "  ") } ?? []
  }

  // MARK: Folders

  private func folder(_ folder: FolderStatus) -> [String] {
    let detail = folder.reason.map { " (\($0))" } ?? ""
    let until = folder.pausedUntil.map { " until " + time($0) } ?? ""
    var lines = [Columns.shortened(ShownName.line(folder.path), Self.width)]
    lines += wrapped("\(folder.state.rawValue)\(until)\(detail); \(clips(folder.clips))", "  ")
    let finished = finishedBeyondLimit(folder)
    for project in folder.projects {
      lines += self.project(project, in: folder, without: finished)
    }
    if !finished.isEmpty {
      lines.append("  and \(Quantity.count(finished.count, "finished film"))")
    }
    return lines + files(folder.files)
  }

  private func clips(_ clips: FolderStatus.Clips) -> String {
    let parts = [
      (clips.waiting, "waiting"), (clips.settling, "being copied"), (clips.unusable, "unusable"),
    ].filter { $0.0 > 0 }.map { ", \($0.0) \($0.1)" }
    let total = Quantity.count(clips.total, "clip")
    return
      (clips.measured == clips.total
      ? "\(total) measured" : "\(clips.measured) of \(total) measured")
      + parts.joined()
  }

  private func project(
    _ project: ProjectStatus, in folder: FolderStatus, without finished: Set<FilmKey>
  ) -> [String] {
    let films = project.montages.filter { film in
      !finished.contains(FilmKey(project: project.path, film: film.name))
    }
    guard !films.isEmpty || project.waitingFor != nil else { return [] }
    let name = project.path.isEmpty ? "(the folder itself)" : ShownName.line(project.path)
    var lines = ["  " + Columns.shortened(name, Self.width - 2)]
    if let missing = project.waitingFor { lines += wrapped("waiting for \(missing)", "    ") }
    for film in films { lines += self.film(film, in: folder) }
    return lines
  }

  private func film(_ film: MontageStatus, in folder: FolderStatus) -> [String] {
    let start =
      "    " + Columns.fitted(ShownName.line(film.name), 16) + " "
      + Columns.fitted(film.state.rawValue, 10)
    var facts: [String] = []
    if film.state.isWorking {
      if let progress = film.progress {
        facts.append(Columns.bar(progress, 16) + percent(progress))
      }
      facts += [film.stage.map(ShownName.line), film.remaining.map(Quantity.about)]
        .compactMap { $0 }
    } else if film.since > 0 {
      facts.append(time(film.since))
    }
    if film.isPreliminary { facts.append("preliminary") }
    if let isVerified = film.isVerified { facts.append(isVerified ? "verified" : "faulty") }
    let line = trimmed(Columns.shortened(start + " " + facts.joined(separator: "  "), Self.width))
    let reason = film.reason.map { wrapped($0, "      ") } ?? []
    guard film.state == .done, let output = film.output else { return [line] + reason }
    let path = ShownName.line(relative(output, to: folder.path))
    return [line] + reason + ["      " + Columns.shortened(path, Self.width - 6)]
  }

  private func files(_ files: [FileStatusLine]) -> [String] {
    guard !files.isEmpty else { return [] }
    let lines = files.prefix(Self.fileLimit).flatMap { file in
      let explanation = Explanations.file(
        path: file.path, state: file.state, reason: file.reason, since: file.since, now: now)
      let sentence = [explanation.reason, explanation.remedy].compactMap { $0 }
        .joined(separator: "; ")
      return [
        "    " + Columns.fitted(ShownName.line(file.path), 60) + " \(file.state.rawValue)"
      ] + wrapped(sentence, "      ")
    }
    let rest = files.count - Self.fileLimit
    return ["  Files"] + lines + (rest > 0 ? ["    and \(rest) more"] : [])
  }

  /// Finished films that are older than the newest ones.
  private func finishedBeyondLimit(_ folder: FolderStatus) -> Set<FilmKey> {
    let finished = folder.projects.flatMap { project in
      project.montages.filter { $0.state == .done }.map { film in
        (key: FilmKey(project: project.path, film: film.name), since: film.since)
      }
    }
    return Set(
      finished.sorted { $0.since > $1.since }.dropFirst(Self.finishedLimit).map(\.key))
  }

  private struct FilmKey: Hashable {
    let project: String
    let film: String
  }

  // MARK: Parts

  private func wrapped(_ text: String, _ indent: String) -> [String] {
    text.split(separator: "\n").flatMap { line in
      Columns.wrapped(ShownName.line(String(line)), Self.width - indent.count).map { indent + $0 }
    }
  }

  private func percent(_ share: Double) -> String {
    let digits = "\(Quantity.percent(share))"
    return String(repeating: " ", count: 4 - digits.count) + digits + " %"
  }

  private func time(_ moment: Int64) -> String {
    LocalTime(moment, utcOffsetMinutes: utcOffsetMinutes)
      .brief(seenFrom: LocalTime(now, utcOffsetMinutes: utcOffsetMinutes))
  }

  private func relative(_ path: String, to folder: String) -> String {
    path.hasPrefix(folder + "/") ? String(path.dropFirst(folder.count + 1)) : path
  }

  private func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }
}
