// SPDX-License-Identifier: GPL-3.0-or-later

/// What a drop folder's page says, before it is laid out as text or as HTML; names are as they came.
struct PageContent: Sendable {
  let title: String
  let mood: Mood
  /// The most important thing, in a few words.
  let headline: String
  /// Why nothing, or less, goes on, and what to do.
  let notices: [String]
  let clips: FolderStatus.Clips
  /// Films that failed.
  let failed: [PageFilm]
  /// Files that need somebody.
  let problems: [PageFile]
  /// Films in the making.
  let making: [PageFilm]
  /// Films and projects that wait, by what for.
  let waiting: [PageWait]
  let finished: [PageFilm]
  /// Files that only take their time.
  let patience: [PageFile]
  /// There are projects that not everybody may see.
  let isPart: Bool

  /// What colours the page.
  enum Mood: String, Sendable {
    case working, resting, attention, paused, offline
  }

  /// Whether it changes without anybody's doing, so that a browser should look again.
  let isLive: Bool

  /// Whether the folder holds nothing that could be told of.
  var isEmpty: Bool {
    !isPart && clips.total == 0 && failed.isEmpty && making.isEmpty && waiting.isEmpty
      && finished.isEmpty
      && problems.isEmpty && patience.isEmpty
  }

  /// `place` is the folder that links lead from; `when` writes a moment as people read it.
  init(
    folder: FolderStatus, service: ServiceStatus, place: String, when: (Int64) -> String
  ) {
    let name = folder.path.split(separator: "/").last.map(String.init) ?? folder.path
    let isPaused = folder.state == .paused || service.state == .paused
    var films = PageFilm.films(of: folder, named: name, from: place, when: when)
    if isPaused || folder.state == .offline {
      // Who waits for somebody has no end in sight.
      for index in films.indices { films[index].remaining = nil }
    }
    let waitsForMemory = service.state == .paused && service.memory.reason != nil
    isLive = folder.isWorking && (!isPaused || waitsForMemory)
    title = name
    clips = folder.clips
    failed = films.filter { $0.state == .failed }.sorted { $0.since > $1.since }
    making = films.filter(\.state.isWorking).sorted { $0.urgency < $1.urgency }
    finished = films.filter { $0.state == .done && !$0.isGone }.sorted { $0.since > $1.since }
    waiting = PageWait.groups(films)
    problems = folder.files.filter(\.state.needsAttention).map { PageFile($0) }
    patience = folder.files.filter { $0.state == .incomplete || $0.state == .settling }
      .map { PageFile($0) }
    isPart = folder.privateFolders != nil
    notices = Self.notices(folder, service, when) + (isPart ? [Self.omission] : [])
    switch folder.state {
    case .offline: mood = .offline
    case _ where isPaused: mood = .paused
    case _ where folder.isWorking: mood = .working
    default: mood = failed.isEmpty && problems.isEmpty ? .resting : .attention
    }
    headline = Self.headline(
      mood, folder, making: making, hasFinished: !finished.isEmpty,
      attention: failed.count + problems.count)
  }

  private static func headline(
    _ mood: Mood, _ folder: FolderStatus, making: [PageFilm], hasFinished: Bool, attention: Int
  ) -> String {
    switch mood {
    case .offline: return "This folder cannot be reached"
    case .paused: return "Paused"
    case .attention:
      return attention == 1 ? "One thing needs you" : "\(attention) things need you"
    case .working:
      let rendering = making.filter { $0.state == .rendering }
      if let film = rendering.first {
        // Of several films the guess would be of one only.
        let left = rendering.count == 1 ? film.remaining : nil
        return "Making " + Quantity.count(rendering.count, "film") + (left.map { ", \($0)" } ?? "")
      }
      if folder.clips.waiting > 0 || making.contains(where: { $0.state == .analysing }) {
        return "Looking at the clips"
      }
      return "Files are arriving"
    case .resting:
      if folder.clips.total == 0, folder.projects.isEmpty {
        return folder.privateFolders == nil ? "Nothing here yet" : "Nothing for everybody"
      }
      let isWaiting = folder.projects.contains { project in
        project.waitingFor != nil || project.montages.contains { $0.state == .waiting }
      }
      if isWaiting { return hasFinished ? "Ready for more" : "Waiting for you" }
      return hasFinished ? "All films are finished" : "All clips are ready"
    }
  }

  private static let omission =
    "Projects that not everybody may read are not listed. Each has a page of its own, montages/\(FolderPage.htmlName)."

  private static func notices(
    _ folder: FolderStatus, _ service: ServiceStatus, _ when: (Int64) -> String
  ) -> [String] {
    switch folder.state {
    case .offline:
      let detail = folder.reason.map { " (\($0))" } ?? ""
      return [
        "The folder is not there, or not the one that it was\(detail). "
          + "Nothing is lost; work goes on by itself when it is back."
      ]
    case .paused:
      let end = folder.pausedUntil.map { "It goes on by itself on \(when($0)). " } ?? ""
      let why = folder.reason.map { FolderPage.sentence($0) + " " } ?? ""
      return ["\(why)\(end)To go on now, \(Explanations.resumption(folder.pausedBy))."]
    case .watching, .polling: break
    }
    if service.state == .paused {
      if let until = service.pausedUntil {
        return ["The service is paused until \(when(until)). It goes on by itself."]
      }
      guard let reason = service.memory.reason else {
        return ["The service is paused. To go on now, run montagectl resume on the server."]
      }
      return ["The service waits for memory (\(reason)). It goes on by itself."]
    }
    // An idle page is not written again when there is room.
    guard folder.isWorking else { return [] }
    return service.memory.reason.map {
      ["The server is short of memory, so this takes longer (\($0))."]
    } ?? []
  }
}

/// A file on the page.
struct PageFile: Sendable {
  let path: String
  let reason: String
  let remedy: String?

  init(_ line: FileStatusLine) {
    let explanation = Explanations.file(
      path: line.path, state: line.state, reason: line.reason, now: 0)
    path = line.path
    reason = explanation.reason
    remedy = explanation.remedy
  }
}

/// What several films or projects wait for alike.
struct PageWait: Sendable {
  let reason: String
  let remedy: String?
  let films: [PageFilm]

  private var first: String { films.first?.project ?? "" }

  /// All that is neither made nor being made, the waits of the most first.
  static func groups(_ films: [PageFilm]) -> [PageWait] {
    let waiting = films.filter { $0.state.isHeld }
    let groups = Dictionary(grouping: waiting) { [$0.reason, $0.remedy ?? ""] }
    return groups.values.compactMap { films in
      films.first.map { PageWait(reason: $0.reason, remedy: $0.remedy, films: films) }
    }
    .sorted { ($1.films.count, $0.first) < ($0.films.count, $1.first) }
  }
}

extension MontageStatus.State {
  /// Whether it waits for somebody.
  fileprivate var isHeld: Bool {
    switch self {
    case .waiting, .cancelled, .paused: true
    case .settling, .analysing, .rendering, .done, .failed: false
    }
  }
}
