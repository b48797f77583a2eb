// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Pipeline
internal import Settings
internal import Synchronization
internal import Watching

/// Names one film of all drop folders.
struct FilmID: Hashable, Sendable, Comparable {
  /// The drop folder.
  var folder: Path
  /// From the drop folder.
  var project: Path
  var name: String

  static func < (left: FilmID, right: FilmID) -> Bool {
    (left.folder, left.project, left.name) < (right.folder, right.project, right.name)
  }

  /// Where the film appears.
  var film: Path { place.joining(FolderRule.resultsName).joining("\(name).mp4") }

  /// For people.
  var title: String {
    project.bytes.isEmpty ? name : "\(project.display)/\(name)"
  }

  /// The project folder.
  var place: Path { folder.joining(project) }
}

/// What the scheduler remembers of one film since its start.
struct FilmRecord: Sendable {
  var look: FilmLook
  /// Stands for the footage at the last look.
  private(set) var footage: Int
  private(set) var requestChanged: Duration
  private(set) var footageChanged: Duration
  private(set) var readySince: Duration?
  private(set) var attempt: MontageRule.Attempt?
  /// Somebody asked for it now.
  var isForced = false
  /// The request that somebody cancelled.
  var cancelled: String?
  var running: Running?
  /// What the rule said last, and since when, in ms since 1970.
  private(set) var decision = MontageRule.Decision.wait(.settling)
  private(set) var since: Int64 = 0
  /// Of the last failure, for people.
  private(set) var failure: String?
  private var pause: Duration?
  /// The film that was made last has been seen in its place.
  private var wasSeen = false

  /// A task that makes this film.
  struct Running: Sendable {
    var request: String
    var footage: Int
    var isPreliminary: Bool
    let progress: FilmProgress
    let task: Task<Void, Never>
  }

  /// As it is first seen.
  init(_ look: FilmLook, footage: Int, at now: Duration) {
    self.look = look
    self.footage = footage
    requestChanged = now
    footageChanged = now
  }

  /// Takes the next look.
  mutating func take(_ look: FilmLook, of project: ProjectLook, at now: Duration) {
    if self.look.request != look.request { requestChanged = now }
    if footage != project.footage { footageChanged = now }
    self.look = look
    if look.filmed != nil { wasSeen = true }
    footage = project.footage
    let isReady = !look.isRequestInChange && !project.isFootageInChange && look.missing.isEmpty
    readySince = isReady ? readySince ?? now : nil
  }

  /// Somebody waits for it: no film of what is asked for stands there.
  var isMissed: Bool {
    guard !isForced, let attempt, attempt.request == look.request else { return true }
    if case .failed = attempt.result { return true }
    return false
  }

  /// Whether a film stands in its place: it was seen there, or has just been made and was not looked for yet.
  var hasFilm: Bool {
    guard look.filmed == nil else { return true }
    return switch attempt?.result {
    case .done, .outdated: !wasSeen
    case .failed, nil: false
    }
  }

  mutating func note(_ decision: MontageRule.Decision, at time: Int64) {
    if self.decision != decision || since == 0 { since = time }
    self.decision = decision
  }

  /// Notes how a try came out; `failure` is a sentence.
  mutating func finish(_ result: MontageRule.Attempt.Result, failure: String? = nil) {
    guard let running else { return }
    attempt = MontageRule.Attempt(
      request: running.request, footage: running.footage, result: result)
    self.failure = failure
    isForced = false
    if failure == nil { pause = nil }
    wasSeen = false
    self.running = nil
  }

  /// When a failure that may pass by itself is worth another try.
  mutating func retry(after now: Duration) -> Duration {
    let next = min(pause.map { $0 * 2 } ?? Self.firstPause, Self.longestPause)
    pause = next
    return now + next
  }

  /// What kept it from being made may be gone: a failure that may pass waits no longer.
  mutating func retry() {
    guard case .failed(.some, let isPreliminary) = attempt?.result else { return }
    attempt?.result = .failed(retryAt: .zero, isPreliminary: isPreliminary)
    pause = nil
  }

  /// Its parts count as unchanged from now on: what changed while nobody looked waits as if it came now.
  mutating func startQuiet(at now: Duration) { footageChanged = now }

  /// Forgets how the last try came out.
  mutating func forget() {
    attempt = nil
    failure = nil
    pause = nil
  }

  /// A full disk or a share that is away is seldom mended sooner.
  private static let firstPause: Duration = .seconds(60)
  private static let longestPause: Duration = .seconds(15 * 60)
}

/// How far a film is, written from any thread.
final class FilmProgress: Sendable {
  private let state: Mutex<State>

  struct State: Sendable {
    var stage = Progress.Stage.planning
    var share = 0.0
    /// When the stage began.
    var stageStart: Duration
    let start: Duration
  }

  init(at now: Duration) { state = Mutex(State(stageStart: now, start: now)) }

  var current: State { state.withLock { $0 } }

  /// True when it moved by so much that people should see it.
  func note(_ progress: Progress, at now: Duration) -> Bool {
    state.withLock { state in
      let before = (state.stage, Int(state.share * 100))
      if state.stage != progress.stage { state.stageStart = now }
      state.stage = progress.stage
      state.share = progress.share
      return before != (progress.stage, Int(progress.share * 100))
    }
  }

  /// Seconds that the stage will probably still take; nil before there is enough to judge by.
  func remaining(at now: Duration) -> Double? {
    let state = current
    let elapsed = (now - state.stageStart) / .seconds(1)
    guard state.share > 0.02, elapsed > 1 else { return nil }
    return elapsed * (1 - state.share) / state.share
  }
}
