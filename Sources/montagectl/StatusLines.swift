// SPDX-License-Identifier: GPL-3.0-or-later

internal import Status

/// The daemon's status in a few lines.
struct StatusLines {
  let status: ServiceStatus
  let now: Int64

  init(_ status: ServiceStatus, now: Int64) {
    self.status = status
    self.now = now
  }

  var lines: [String] {
    let head = "montaged \(status.version): \(status.state.rawValue)\(since(status.since))"
    let summary = status.summary.isEmpty ? [] : [Output.shown(status.summary)]
    return [head] + summary + status.folders.flatMap(lines(of:)) + status.jobs.map(line(of:))
      + [memory]
  }

  private func lines(of folder: FolderStatus) -> [String] {
    let clips = folder.clips
    let reason = folder.reason.map { " (\(Output.shown($0)))" } ?? ""
    let head = "\(Output.shown(folder.path)): \(folder.state.rawValue)\(reason)"
    let counts =
      "  \(clips.total) clips: \(clips.measured) measured, \(clips.waiting) waiting, \(clips.settling) settling, \(clips.unusable) unusable"
    return [head, counts] + folder.projects.flatMap(lines(of:))
  }

  private func lines(of project: ProjectStatus) -> [String] {
    let waiting = project.waitingFor.map {
      "  \(Output.shown(project.path)): waiting for \(Output.shown($0))"
    }
    let films = project.montages.map { film in
      let share = film.progress.map { " \(Int(max(0, min(1, $0)) * 100)) %" } ?? ""
      let left = film.remaining.map { ", about \(Int(max(0, min($0, 1e9)))) s left" } ?? ""
      let reason = film.reason.map { ": " + Output.shown($0) } ?? ""
      let name = Output.shown(project.path.isEmpty ? film.name : "\(project.path)/\(film.name)")
      return "  \(name): \(film.stage ?? film.state.rawValue)\(share)\(left)\(reason)"
    }
    return (waiting.map { [$0] } ?? []) + films
  }

  private func line(of job: JobStatus) -> String {
    let share = Int(max(0, min(1, job.progress)) * 100)
    let halted = job.isSuspended ? ", halted" : ""
    return "\(job.kind) \(Output.shown(job.subject)): \(share) %\(halted) (process \(job.id))"
  }

  private var memory: String {
    let memory = status.memory
    let reason = memory.reason.map { ": " + Output.shown($0) } ?? ""
    return "memory: \(memory.used >> 20) of \(memory.ceiling >> 20) MiB, \(memory.level)\(reason)"
  }

  private func since(_ time: Int64) -> String {
    time > 0 ? " for \(Age(since: time, now: now))" : ""
  }
}
