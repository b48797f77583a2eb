// SPDX-License-Identifier: GPL-3.0-or-later

/// One drop folder, as far as people see it.
package struct FolderStatus: Codable, Sendable, Hashable {
  package var path: String
  package var state = State.watching
  /// Why it is polled, away or paused; nil when it is simply watched.
  package var reason: String?
  package var since: Int64 = 0
  package var clips = Clips()
  package var projects: [ProjectStatus] = []
  /// Files that need somebody's attention or patience, sorted by path.
  package var files: [FileStatusLine] = []
  /// Who paused it; nil when nobody did, or that is not known.
  package var pausedBy: Pause?
  /// When its pause ends by itself; nil when it does not, or there is none.
  package var pausedUntil: Int64?
  /// Folders in it that may not be read by everybody who may read its page, from here; nil for none.
  package var privateFolders: [String]?

  package init(path: String) { self.path = path }

  enum CodingKeys: String, CodingKey {
    case path, state, reason, since, clips, projects, files
    case pausedBy = "paused_by"
    case pausedUntil = "paused_until"
    case privateFolders = "private_folders"
  }

  /// What makes a folder pause, and so what ends it.
  package enum Pause: String, Codable, Sendable, Hashable, CaseIterable {
    /// A file named PAUSE in it.
    case file
    /// `montagectl pause`.
    case command
  }

  package enum State: String, Codable, Sendable, Hashable, CaseIterable {
    case watching
    /// Looked at by the clock.
    case polling
    /// Not there, or not the folder that it was.
    case offline
    case paused
  }

  /// Footage files by how far they are.
  package struct Clips: Codable, Sendable, Hashable {
    package var total = 0
    package var measured = 0
    /// Settled, waiting for a worker or in one.
    package var waiting = 0
    /// Still being copied, as it seems.
    package var settling = 0
    /// Damaged, or given up.
    package var unusable = 0

    package init() {}
  }
}

/// A folder of a drop folder that holds a config, or footage that waits for one.
package struct ProjectStatus: Codable, Sendable, Hashable {
  /// From the drop folder; empty for the drop folder itself.
  package var path: String
  package var clips = FolderStatus.Clips()
  package var montages: [MontageStatus] = []
  /// What it waits for as a whole, such as a song and a config; nil when it has all.
  package var waitingFor: String?

  package init(path: String) { self.path = path }

  enum CodingKeys: String, CodingKey {
    case path, clips, montages
    case waitingFor = "waiting_for"
  }
}

/// One film, made or to be made.
package struct MontageStatus: Codable, Sendable, Hashable {
  package var name: String
  package var state = State.waiting
  package var since: Int64 = 0
  /// Why it is in this state, in one sentence; nil when there is nothing to say.
  package var reason: String?
  /// While it is being made: `analysing`, `encoding` and so on.
  package var stage: String?
  /// Share of the stage that is done, 0 to 1.
  package var progress: Double?
  /// Seconds that are probably left, of the whole film.
  package var remaining: Double?
  /// The newest film's path; nil when there is none, or its owner took it away.
  package var output: String?
  /// A better film follows by itself when the rest of the footage is measured.
  package var isPreliminary = false
  /// Whether the film decodes from end to end; nil until somebody has looked.
  package var isVerified: Bool?

  package init(name: String) { self.name = name }

  package enum State: String, Codable, Sendable, Hashable, CaseIterable {
    /// Something is missing.
    case waiting
    /// All is there, something is still being copied.
    case settling
    /// Its footage is being measured.
    case analysing
    case rendering
    case done
    case failed
    /// By somebody's wish, until its config changes.
    case cancelled
    case paused
  }

  enum CodingKeys: String, CodingKey {
    case name, state, since, reason, stage, progress, remaining, output
    case isPreliminary = "preliminary"
    case isVerified = "verified"
  }
}

/// A file that is not simply in use.
package struct FileStatusLine: Codable, Sendable, Hashable {
  /// From the drop folder.
  package var path: String
  package var state: State
  /// One sentence: what is wrong, what to do.
  package var reason: String?
  package var since: Int64

  package init(path: String, state: State, reason: String? = nil, since: Int64 = 0) {
    self.path = path
    self.state = state
    self.reason = reason
    self.since = since
  }

  package enum State: String, Codable, Sendable, Hashable, CaseIterable {
    /// Quiet soon, as it seems.
    case settling
    /// Quiet, but its container has no end.
    case incomplete
    /// It may not be read.
    case unreadable
    /// Settled, no worker has had it yet.
    case waiting
    case analysing
    case measured
    /// Its bytes are damaged, or it is no footage at all.
    case damaged
    /// Workers crashed or stalled on it; it is left alone until it changes or `montagectl retry`.
    case quarantined
  }
}
