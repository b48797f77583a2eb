// SPDX-License-Identifier: GPL-3.0-or-later

/// The state of the service in one line, as `systemctl status` shows it: the most important thing first.
package struct StatusLine: Sendable {
  /// At most so many characters: what fits beside the manager's own words.
  package static let limit = 120

  private let status: ServiceStatus
  private let utcOffsetMinutes: Int
  private let now: Int64

  /// `now` is in ms since 1970.
  package init(_ status: ServiceStatus, now: Int64, utcOffsetMinutes: Int) {
    self.status = status
    self.now = now
    self.utcOffsetMinutes = utcOffsetMinutes
  }

  /// The line, without an end of line.
  package var text: String {
    let facts = degradedFacts
    var line = Columns.shortened(activity, Self.limit)
    for (index, fact) in facts.enumerated() {
      let rest = facts.count - index - 1
      let reserve = rest > 0 ? more(rest).count : 0
      guard line.count + 2 + fact.count + reserve <= Self.limit else {
        let note = more(facts.count - index)
        return line.count + note.count <= Self.limit ? line + note : line
      }
      line += "; " + fact
    }
    return line
  }

  private func more(_ count: Int) -> String { "; \(count) more to see" }

  private var activity: String {
    switch status.state {
    case .starting: return "starting; " + watched
    case .stopping: return "stopping; work is kept"
    case .paused: return paused
    case .idle: return "idle; \(watched), \(Quantity.count(measured, "clip")) measured"
    case .working: return working
    }
  }

  private var paused: String {
    if let until = status.pausedUntil {
      return "paused until " + time(until)
    }
    return "paused: " + (status.memory.reason.map(ShownName.line) ?? "until montagectl resume")
  }

  private var working: String {
    if let film = rendered.first {
      let others = rendered.count - 1
      return "rendering \"\(film.title)\"" + share(film.montage.progress)
        + left(film.montage.remaining)
        + (others > 0 ? ", and \(Quantity.count(others, "film"))" : "")
    }
    let analyses = status.jobs.filter { $0.kind == "analyze" }
    if !analyses.isEmpty {
      let share = analyses.map(\.progress).reduce(0, +) / Double(analyses.count)
      return "analysing \(Quantity.count(analyses.count, "clip")) (\(Quantity.percent(share)) %)"
        + waiting + left(status.remaining)
    }
    if status.jobs.contains(where: { $0.kind == "music" }) {
      return "listening to a song" + waiting
    }
    let ahead = status.jobs.count { $0.kind == "segment" }
    if ahead > 0 { return "encoding \(Quantity.count(ahead, "clip")) ahead of films" }
    if status.jobs.contains(where: { $0.kind == "verify" }) { return "verifying a film" + waiting }
    if let film = films.first(where: { $0.montage.state == .analysing }) {
      return "preparing \"\(film.title)\"" + share(film.montage.progress) + waiting
    }
    let settling = status.folders.reduce(0) { $0 + $1.clips.settling }
    guard settling == 0 else { return "\(Quantity.count(settling, "clip")) still being copied" }
    return "working" + waiting
  }

  // MARK: Parts

  private var watched: String {
    let count = status.folders.count { $0.state != .offline && $0.state != .paused }
    return Quantity.count(count, "folder") + " watched"
  }

  private var measured: Int { status.folders.reduce(0) { $0 + $1.clips.measured } }

  private var waiting: String { status.waiting > 0 ? ", \(status.waiting) waiting" : "" }

  private func share(_ progress: Double?) -> String {
    progress.map { " \(Quantity.percent($0)) %" } ?? ""
  }

  private func left(_ seconds: Double?) -> String {
    seconds.map { ", " + Quantity.about($0) } ?? ""
  }

  private func time(_ moment: Int64) -> String {
    LocalTime(moment, utcOffsetMinutes: utcOffsetMinutes)
      .brief(seenFrom: LocalTime(now, utcOffsetMinutes: utcOffsetMinutes))
  }

  private var films: [(title: String, montage: MontageStatus)] {
    status.folders.flatMap { folder in
      folder.projects.flatMap { project in
        project.montages.map { montage in
          let path = project.path.isEmpty ? montage.name : project.path + "/" + montage.name
          return (Columns.shortened(ShownName.line(path), Self.titleWidth), montage)
        }
      }
    }
  }

  private var rendered: [(title: String, montage: MontageStatus)] {
    films.filter { $0.montage.state == .rendering }
  }

  /// Leaves room for progress, time and one fact.
  private static let titleWidth = 48

  /// What is not as it should be, the worst first.
  private var degradedFacts: [String] {
    let offline = status.folders.filter { $0.state == .offline }.map { fact($0, "offline") }
    let held = status.state == .paused ? nil : status.memory.reason
    let failed = films.count { $0.montage.state == .failed }
    let broken = status.folders.reduce(0) { sum, folder in
      sum + folder.files.count { $0.state.needsAttention }
    }
    let polled = status.folders.filter { $0.state == .polling }.map { fact($0, "polled") }
    let paused = status.state == .paused ? [] : status.folders.filter { $0.state == .paused }
    return offline + (held.map { ["held back: " + ShownName.line($0)] } ?? [])
      + (failed > 0 ? ["\(Quantity.count(failed, "film")) failed"] : [])
      + (broken > 0
        ? [broken == 1 ? "1 file needs attention" : "\(broken) files need attention"] : [])
      + paused.map { fact($0, "paused") } + polled
  }

  private func fact(_ folder: FolderStatus, _ word: String) -> String {
    let path = Columns.shortened(ShownName.line(folder.path), Self.titleWidth)
    return "\(path) \(word)" + (folder.reason.map { " (\(ShownName.line($0)))" } ?? "")
  }
}

extension FileStatusLine.State {
  /// Whether nothing gets better before somebody does something.
  package var needsAttention: Bool {
    switch self {
    case .unreadable, .damaged, .quarantined: true
    case .settling, .incomplete, .waiting, .analysing, .measured: false
    }
  }
}
