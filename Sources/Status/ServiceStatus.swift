// SPDX-License-Identifier: GPL-3.0-or-later

/// What the daemon is doing, as `montagectl status --json` and the control socket tell it.
///
/// Keys are written in snake case. Paths are for people; times are ms since 1970.
package struct ServiceStatus: Codable, Sendable, Hashable {
  package var version = ""
  package var state = State.starting
  /// When this state began.
  package var since: Int64 = 0
  /// The most important thing in one line, as `systemctl status` shows it.
  package var summary = ""
  package var folders: [FolderStatus] = []
  /// Workers at work, the most urgent first.
  package var jobs: [JobStatus] = []
  /// Jobs that wait for a worker.
  package var waiting = 0
  package var memory = MemoryStatus()
  package var counters = Counters()
  /// When a pause of everything ends by itself; nil when it does not, or there is none.
  package var pausedUntil: Int64?
  /// Which second folder of the cache is away, and why; nil when none is.
  package var secondCacheAbsence: String?
  /// Seconds until all that waits is probably measured; nil when there is no guess.
  package var remaining: Double?

  package init() {}

  enum CodingKeys: String, CodingKey {
    case version, state, since, summary, folders, jobs, waiting, memory, counters, remaining
    case pausedUntil = "paused_until"
    case secondCacheAbsence = "second_cache_absence"
  }

  package enum State: String, Codable, Sendable, Hashable, CaseIterable {
    case starting
    case idle
    case working
    /// By somebody's wish, or for lack of memory; `summary` says which.
    case paused
    case stopping
  }

  /// What was done since the start.
  package struct Counters: Codable, Sendable, Hashable {
    /// Clips measured by a worker; a clip that the cache knew does not count.
    package var clipsMeasured = 0
    package var songsMeasured = 0
    package var filmsPublished = 0
    package var filmsFailed = 0
    /// Workers that were replaced because they crashed, stalled or were stopped.
    package var workersLost = 0
    package var scans = 0

    package init() {}

    enum CodingKeys: String, CodingKey {
      case clipsMeasured = "clips_measured"
      case songsMeasured = "songs_measured"
      case filmsPublished = "films_published"
      case filmsFailed = "films_failed"
      case workersLost = "workers_lost"
      case scans
    }
  }
}

/// Memory, in bytes.
package struct MemoryStatus: Codable, Sendable, Hashable {
  /// What the daemon and its workers may use together.
  package var ceiling: Int64 = 0
  /// Resident in the daemon and its workers now.
  package var used: Int64 = 0
  /// What the machine and its control groups leave.
  package var available: Int64 = 0
  /// `green`, `yellow`, `orange` or `red`.
  package var level = "green"
  /// Why no more work is admitted; nil when it is.
  package var reason: String?

  package init() {}
}

/// One worker process.
package struct JobStatus: Codable, Sendable, Hashable, Identifiable {
  /// The process id.
  package var id: Int32
  /// `analyze`, `music`, `segment`, `assemble`, `check`.
  package var kind: String
  /// The file or film that it works on.
  package var subject: String
  package var started: Int64
  /// Share that is done, 0 to 1.
  package var progress: Double
  /// Halted until there is room again, or until `resume`.
  package var isSuspended = false
  /// The drop folder that it works for; nil when it is for none or that is not known.
  package var folder: String?

  package init(id: Int32, kind: String, subject: String, started: Int64, progress: Double) {
    self.id = id
    self.kind = kind
    self.subject = subject
    self.started = started
    self.progress = progress
  }

  enum CodingKeys: String, CodingKey {
    case id = "pid"
    case kind, subject, started, progress, folder
    case isSuspended = "suspended"
  }
}
