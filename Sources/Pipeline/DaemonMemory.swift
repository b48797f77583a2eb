// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Watching

/// What the daemon has seen and done since its start; what must outlive it stands in the ledger and the cache.
struct DaemonMemory: Sendable {
  /// What was said about the folder last, so that it is not said again every few seconds.
  var complaints: Set<String> = []
  private var measured: Set<Fingerprint> = []
  /// By the project's path.
  private var attempts: [Path: Attempt] = [:]

  /// What a project's last films, or failures, were made from.
  private struct Attempt: Sendable {
    var parts: Set<Fingerprint>
    /// After a failure that may pass by itself.
    var retry: (at: Duration, pause: Duration)?
  }

  /// When the next failure is worth another try.
  var nextRetry: Duration? { attempts.values.compactMap(\.retry?.at).min() }

  /// Forgets what is gone.
  mutating func keep(files: [ScannedFile], projects: [ProjectFolder]) {
    measured.formIntersection(files.map(\.fingerprint))
    let paths = Set(projects.map(\.path))
    attempts = attempts.filter { paths.contains($0.key) }
  }

  /// Whether a project's films should be looked at.
  func isDue(_ project: ProjectFolder, at now: Duration) -> Bool {
    guard let attempt = attempts[project.path] else { return true }
    return attempt.parts != Set(project.parts.map(\.fingerprint))
      || attempt.retry.map { $0.at <= now } ?? false
  }

  /// A project's films were made or failed; its clips are measured by that.
  mutating func note(_ project: ProjectFolder, isWorthRetrying: Bool, at now: Duration) {
    note(measured: project.footage)
    let parts = Set(project.parts.map(\.fingerprint))
    let last = attempts[project.path].flatMap { $0.parts == parts ? $0.retry?.pause : nil }
    let pause = last.map { min($0 * 2, Self.longestPause) } ?? Self.firstPause
    attempts[project.path] = Attempt(
      parts: parts, retry: isWorthRetrying ? (now + pause, pause) : nil)
  }

  /// These clips need no measuring.
  mutating func note(measured files: [ScannedFile]) {
    measured.formUnion(files.map(\.fingerprint))
  }

  func isUnmeasured(_ file: ScannedFile) -> Bool { !measured.contains(file.fingerprint) }

  /// A full disk or a share that is away is seldom mended sooner.
  private static let firstPause: Duration = .seconds(60)
  private static let longestPause: Duration = .seconds(15 * 60)
}

extension ProjectFolder {
  /// Everything that a film of this project depends on.
  var parts: [ScannedFile] { configs + music + footage }
}
