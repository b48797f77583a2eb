// SPDX-License-Identifier: GPL-3.0-or-later

package import Status

/// What the daemon can be asked over its socket; paths are absolute.
package enum ControlRequest: Sendable, Hashable {
  case status
  /// Every footage file of one drop folder or project, or of all.
  case list(folder: String?)
  case explain(path: String)
  /// Forgets failures of a file, or of everything below a folder, and tries again.
  case retry(path: String)
  /// Ends the work on a project's films; they stay cancelled until their config or song changes.
  case cancel(path: String)
  case pause(Pause)
  case resume(folder: String?)
  /// Makes a project's films now, whatever they were waiting for by themselves.
  case runNow(path: String)

  /// What the cache holds.
  case cache
  /// Gives up now what the cache has no room for.
  case prune
  /// Forgets what the cache knows of a file, or of everything below a folder.
  case forget(path: String)

  /// Whom to pause, how, and for how long.
  package struct Pause: Sendable, Hashable {
    /// Nil for everything.
    package var folder: String?
    /// Halts what runs; otherwise it may finish.
    package var isImmediate: Bool
    /// Nil until somebody resumes.
    package var seconds: Int?

    package init(folder: String?, isImmediate: Bool, seconds: Int?) {
      self.folder = folder
      self.isImmediate = isImmediate
      self.seconds = seconds
    }
  }

  /// Whether it changes anything; such calls need the daemon's user or group, or root.
  package var isChange: Bool {
    switch self {
    case .status, .list, .explain, .cache: false
    case .retry, .cancel, .pause, .resume, .runNow, .prune, .forget: true
    }
  }
}

/// What the daemon answers.
package enum ControlAnswer: Sendable, Hashable {
  case status(ServiceStatus)
  case files([FileStatusLine])
  case explanation(Explanation)
  case cache(CacheStatus)
  /// How many things were changed, and one sentence about it.
  case done(count: Int, message: String)
}

/// Why the daemon does not do what it was asked, each with a sentence for people.
package enum ControlError: Error, Sendable, Hashable {
  /// It knows no such file, folder or film.
  case notFound(String)
  case notPermitted(String)
  case invalid(String)
  case failed(String)
}
