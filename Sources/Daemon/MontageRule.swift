// SPDX-License-Identifier: GPL-3.0-or-later

internal import Settings

/// Decides what becomes of one film now; it has no clock, times are durations since any fixed moment.
enum MontageRule {
  /// What there is of a film's parts at one look.
  struct Situation: Sendable, Hashable {
    /// What is not there at all, for people, such as `a song`; empty when all is.
    var missing: [String] = []
    /// Config, song or defaults are still being written.
    var isRequestInChange = false
    /// Footage is still being copied, and not given up.
    var isFootageInChange = false
    var clips = Clips()
    /// When config, song and footage had all settled; nil while they have not.
    var readySince: Duration?
    /// When the footage last changed, and the config or the song.
    var footageChanged: Duration = .zero
    var requestChanged: Duration = .zero
    /// Stands for config, song and defaults as they are.
    var request = ""
    /// Stands for the footage as it is.
    var footage = 0
    var rerender = Rerender.after(seconds: 3600)
    var isPaused = false
    var isCancelled = false
    /// Somebody wants the film now.
    var isForced = false
    var last: Attempt?
  }

  /// Settled clips by what is known of them; those that cannot be used are not counted.
  struct Clips: Sendable, Hashable {
    var measured = 0
    /// A coarse look was taken; the full one is still to come.
    var seen = 0
    /// Not looked at yet.
    var unseen = 0

    var isComplete: Bool { seen == 0 && unseen == 0 }
  }

  /// How the last film, or the last try, came out.
  struct Attempt: Sendable, Hashable {
    var request: String
    var footage: Int
    var result: Result

    enum Result: Sendable, Hashable {
      /// A film stands there; a preliminary one is made again when everything is measured.
      case done(isPreliminary: Bool)
      /// The film that stands there is of the same request, from other footage.
      case outdated
      /// Nil when trying again would not help; what a preliminary film lacked may still be measured.
      case failed(retryAt: Duration?, isPreliminary: Bool = false)
    }
  }

  enum Decision: Sendable, Hashable {
    /// Nothing to do before this moment, unless something changes.
    case wait(Reason, until: Duration? = nil)
    case make(isPreliminary: Bool)
  }

  enum Reason: Sendable, Hashable {
    case missing([String])
    case settling
    /// More footage may be on its way.
    case lull
    case analysing
    case paused
    case cancelled
    /// The film stands there as it was asked for.
    case done
    /// New footage waits for its hour.
    case rerender
    case failed
  }

  static func decide(_ film: Situation, at now: Duration) -> Decision {
    guard film.missing.isEmpty else { return .wait(.missing(film.missing)) }
    if film.isPaused { return .wait(.paused) }
    if film.isForced { return makeWhenReady(film, lull: .zero, at: now) }
    if film.isCancelled { return .wait(.cancelled) }
    guard !film.isRequestInChange else { return .wait(.settling) }
    guard let last = film.last, last.request == film.request else {
      return makeWhenReady(film, lull: lull(of: film), at: now)
    }
    return reconsider(last, film, at: now)
  }

  /// The same was asked for before.
  private static func reconsider(
    _ last: Attempt, _ film: Situation, at now: Duration
  ) -> Decision {
    let isSame = last.footage == film.footage
    switch last.result {
    case .failed(_, isPreliminary: true) where film.clips.isComplete:
      return makeWhenReady(film, lull: .zero, at: now)
    case .failed(let retry, _) where isSame:
      guard let retry, retry <= now else { return .wait(.failed, until: retry) }
      return makeWhenReady(film, lull: .zero, at: now)
    case .failed:
      return makeWhenReady(film, lull: lull(of: film), at: now)
    case .done(isPreliminary: true) where film.clips.isComplete && !film.isFootageInChange:
      return .make(isPreliminary: false)
    case .done where isSame:
      return .wait(.done)
    case .done, .outdated:
      guard case .after(let seconds) = film.rerender else { return .wait(.done) }
      let due = film.footageChanged + .seconds(seconds)
      guard due <= now else { return .wait(.rerender, until: due) }
      // Nobody waits for it, so that a coarse look would help nobody.
      guard film.clips.isComplete else { return .wait(.analysing) }
      return makeWhenReady(film, lull: .zero, at: now)
    }
  }

  private static func makeWhenReady(
    _ film: Situation, lull: Duration, at now: Duration
  ) -> Decision {
    guard !film.isRequestInChange, !film.isFootageInChange, let ready = film.readySince else {
      return .wait(.settling)
    }
    // The last to come was footage: a copier that hides unfinished files may be at the next one.
    let due = film.footageChanged + lull
    if film.footageChanged > film.requestChanged, due > now { return .wait(.lull, until: due) }
    if film.clips.isComplete { return .make(isPreliminary: false) }
    guard film.clips.measured + film.clips.seen > 0 else { return .wait(.analysing) }
    if film.clips.unseen == 0 || ready + patience <= now { return .make(isPreliminary: true) }
    return .wait(.analysing, until: ready + patience)
  }

  private static func lull(of film: Situation) -> Duration {
    guard case .after(let seconds) = film.rerender else { return longestLull }
    return min(.seconds(seconds), longestLull)
  }

  /// A first film does not wait longer for slow analysis.
  static let patience: Duration = .seconds(120)
  /// Between two files of one copy.
  static let longestLull: Duration = .seconds(15)
}
