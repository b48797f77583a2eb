// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
internal import Interchange
internal import Jobs
internal import Linux
internal import Media
package import Planning
package import Settings
internal import Workers

/// The whole way from a project folder to published films.
package struct MontageMaker: Sendable {
  private let store: Store
  private let pool: WorkerPool
  private let progress: Progress.Listener

  /// `progress` hears what is being done, from any thread.
  package init(_ workshop: Workshop, progress: @escaping Progress.Listener = { _ in }) {
    store = workshop.store
    pool = workshop.pool
    self.progress = progress
  }

  /// What became of all montages of a project.
  package struct Outcome: Sendable {
    package var made: [MontageResult] = []
    package var failed: [(name: String, failure: MontageFailure)] = []
  }

  /// Why a film is made, and whether it is made at all.
  package struct Wish: Sendable {
    /// Stands for what was asked for: config and song, but not the footage.
    package var request: String
    /// A better one follows by itself.
    package var isPreliminary: Bool
    package var condition: Condition
    /// Pieces of earlier films may be copied; else they are dropped first.
    package var usesPieces: Bool
    /// Small pictures, for a first look.
    package var isDraft: Bool
    /// A draft that the film itself follows at once.
    var isFollowed = false
    package var path: RenderPath

    package init(
      request: String = "", isPreliminary: Bool = false, condition: Condition = .always,
      usesPieces: Bool = true, isDraft: Bool = false, path: RenderPath = .any
    ) {
      self.request = request
      self.isPreliminary = isPreliminary
      self.condition = condition
      self.usesPieces = usesPieces
      self.isDraft = isDraft
      self.path = path
    }

    package enum Condition: Sendable {
      case always
      /// Not if this very film stands there.
      case unlessDone
      /// Nor if one of the same request stands there, from other footage.
      case unlessOnlyFootageChanged
    }
  }

  /// What came of a wish.
  package enum Made: Sendable {
    /// The config's films that did not stand there already, at least one.
    case published([MontageResult])
    /// This very film stands there already.
    case upToDate
    /// One of the same request stands there, from other footage.
    case outdated
  }

  /// Makes the montages one after the other; one that fails does not keep the others.
  package func makeAll(
    of project: Project, _ wish: Wish = Wish()
  ) async throws(MontageFailure) -> Outcome {
    var outcome = Outcome()
    try project.requireConfigs()
    outcome.failed = Self.report(project.nameFailures, of: project)
    for config in project.configs {
      do throws(MontageFailure) {
        if case .published(let results) = try await make(project, config, wish) {
          outcome.made += results
        }
      } catch {
        if error.kind == .cancelled { throw error }
        outcome.failed.append((config.montage, error))
      }
    }
    return outcome
  }

  /// Says in the folder which configs cannot be used for their names.
  package static func report(
    _ failures: [(name: String, failure: MontageFailure)], of project: Project
  ) -> [(name: String, failure: MontageFailure)] {
    for (name, failure) in failures where !project.configs.contains(where: { $0.montage == name }) {
      try? MontageFolder(project: project.folder, name: name).write(failure)
    }
    return failures
  }

  /// What would be made, without making it.
  ///
  /// For a preliminary film coarse measures are enough.
  package func draft(
    _ project: Project, _ config: ConfigName, _ edition: Edition? = nil, isPreliminary: Bool = false
  ) async throws(MontageFailure) -> Draft {
    let asking = Asking(
      project: project, config: config, edition: edition ?? Edition(config.montage))
    return try await draft(asking, Wish(isPreliminary: isPreliminary), without: [:])
  }

  /// Who asks for a film, and for which.
  private struct Asking {
    let project: Project
    let config: ConfigName
    let edition: Edition
  }

  private func draft(
    _ asking: Asking, _ wish: Wish, without unusable: [ContentKey: String]
  ) async throws(MontageFailure) -> Draft {
    try await MontageFailure.wrapping {
      try await Drafting(
        measuring: Measuring(store: store, pool: pool, depth: wish.isPreliminary ? .coarse : .full),
        titles: TitleMaker(store: store, pool: pool, subject: asking.edition.name),
        width: 2 * pool.width, progress: progress, isDraft: wish.isDraft, unusable: unusable
      ).draft(asking.project, asking.config, asking.edition)
    }
  }

  /// How much of a draft's film stands in the cache, and why not more.
  package func warmth(of draft: Draft) throws(MontageFailure) -> Warmth {
    do {
      return try PieceMaker(store: store, pool: pool, format: draft.format)
        .warmth(of: draft.composed)
    } catch {
      throw MontageFailure(wrapping: error)
    }
  }

  /// Makes the films of a config and publishes them; says in the folder why not when one fails.
  package func make(
    _ project: Project, _ config: ConfigName, _ wish: Wish
  ) async throws(MontageFailure) -> Made {
    let editions = try editions(of: config, in: project)
    var results: [MontageResult] = []
    for edition in wish.isPreliminary || wish.isDraft ? [editions[0]] : editions {
      let asking = Asking(project: project, config: config, edition: edition)
      switch try await make(asking, wish) {
      case .published(let result): results += result
      case .upToDate: break
      case .outdated: return results.isEmpty ? .outdated : .published(results)
      }
    }
    return results.isEmpty ? .upToDate : .published(results)
  }

  /// A config that cannot be used fails as its first film.
  private func editions(
    of config: ConfigName, in project: Project
  ) throws(MontageFailure) -> [Edition] {
    do throws(MontageFailure) {
      return try project.editions(of: config)
    } catch {
      if let folder = try? MontageFolder(project: project.folder, name: config.montage) {
        try? folder.prepare()
        try? folder.write(error)
      }
      throw error
    }
  }

  private func make(_ asking: Asking, _ wish: Wish) async throws(MontageFailure) -> Made {
    // A worker outlives its killed parent by seconds, so that one look at the start is not enough.
    try? Leftovers.remove(from: store.pieceFolder)
    // Before the measuring, which takes minutes: a film that has no place is refused at once.
    let folder = try await MontageFailure.wrapping {
      let folder = try MontageFolder(project: asking.project.folder, name: asking.edition.name)
      try folder.prepare()
      return folder
    }
    do throws(MontageFailure) {
      return try await MontageFailure.wrapping { try await make(asking, wish, in: folder) }
    } catch {
      // What a film trips over that nobody wants any more is no failure.
      if Task.isCancelled { throw MontageFailure(wrapping: CancellationError()) }
      if error.kind != .cancelled { try? folder.write(error) }
      throw error
    }
  }

  /// Plans again without a source that turns out not to be usable, or when the cache was taken away meanwhile.
  private func make(
    _ asking: Asking, _ wish: Wish, in folder: MontageFolder
  ) async throws -> Made {
    var unusable: [ContentKey: String] = [:]
    var parts: [ContentKey: Int] = [:]
    var losses = store.losses
    var mayBeginAnew = Self.mostBeginnings
    while true {
      do {
        let draft = try await draft(asking, wish, without: unusable)
        if let standing = standing(draft, wish, in: folder) {
          try folder.clearFailure()
          return standing
        }
        if try wantsDraftFirst(draft, wish, in: folder) {
          try await renderDraft(asking, wish, without: unusable, in: folder)
        }
        return .published([try await render(draft, wish, in: folder)])
      } catch let failure as UnusableFootage where unusable[failure.content] == nil {
        // The cache knows of which part, so that the next plan leaves that out; not for ever.
        parts[failure.content, default: 0] += 1
        let isPart =
          failure.extent == .part && parts[failure.content, default: 0] <= Hardship.mostStretches
        if !isPart { unusable[failure.content] = failure.sentence }
      } catch  where !Task.isCancelled && store.losses > losses && mayBeginAnew > 0 {
        losses = store.losses
        mayBeginAnew -= 1
      }
    }
  }

  /// Who has no film yet waits for one, and a full one would take long.
  private func wantsDraftFirst(
    _ draft: Draft, _ wish: Wish, in folder: MontageFolder
  ) throws -> Bool {
    guard !wish.isDraft, wish.path == .any, !folder.hasFilm else {
      return false
    }
    let pixels = draft.format.canvas.pixelCount
    let missing = try PieceMaker(store: store, pool: pool, format: draft.format)
      .plan(draft.composed.timeline).plan.encodedFrames
    return store.encodingSpeed.seconds(pixels: missing * pixels, workers: pool.width)
      > Self.patience
  }

  /// In seconds: who waits longer for a film gets a draft first.
  private static let patience = 60.0

  private func renderDraft(
    _ asking: Asking, _ wish: Wish, without unusable: [ContentKey: String],
    in folder: MontageFolder
  ) async throws {
    var wish = wish
    wish.isDraft = true
    wish.isFollowed = true
    let draft = try await draft(asking, wish, without: unusable)
    _ = try await render(draft, wish, in: folder)
  }

  /// Who takes the cache away more often than this does not want a film.
  private static let mostBeginnings = 3

  private func render(
    _ draft: Draft, _ wish: Wish, in folder: MontageFolder
  ) async throws -> MontageResult {
    let start = ContinuousClock.now
    if !wish.usesPieces {
      let maker = PieceMaker(store: store, pool: pool, format: draft.format)
      try maker.drop(try maker.plan(draft.composed.timeline).pieces)
    }
    let file = try folder.newFile()
    let composed = draft.composed
    var film = try await FilmMaker(
      store: store, pool: pool, format: draft.format, title: folder.film.display,
      heard: draft.plan.timeline, compositions: composed.compositions,
      table: try draft.table.map { try OpenFile($0, in: draft.folder) }, path: wish.path
    ).make(
      composed.timeline, sources: try open(draft), song: try song(of: draft),
      tag: "\(Version.text) \(draft.plan.planID)", output: file, in: folder.path,
      progress: progress)
    for content in draft.plan.timeline.contents {
      film.hardships[content] = try store.hardship(of: content)
    }
    progress(Progress(.publishing, share: 0))
    let name = String(decoding: file.temporaryName, as: UTF8.self)
    try folder.publish(
      file,
      promise: { status, digest in
        Promise(
          project: draft.folder.bytes, montage: draft.name, plan: draft.identity,
          temporaryName: name, finalName: draft.name + ".mp4", byteCount: status.size,
          digest: digest, request: wish.request,
          isPreliminary: wish.isPreliminary || wish.isDraft)
      }, ledger: store.ledger, keeping: draft.config.keepPrevious)
    let result = MontageResult(
      name: draft.name, output: folder.film, draft: draft, film: film,
      elapsed: ContinuousClock.now - start)
    try await document(draft, film, result, wish, in: folder)
    return result
  }

  /// Writes what stands beside a film for its viewers and for editors.
  private func document(
    _ draft: Draft, _ film: FilmMaker.Film, _ result: MontageResult, _ wish: Wish,
    in folder: MontageFolder
  ) async throws {
    var document = draft.film
    document.proxies = store.proxies(for: draft.plan.timeline, in: film.pieces)
    document.mute = Set((film.sound?.mute ?? []) + (film.sound?.unreadable ?? []))
    try folder.write(OTIO.document(document), extension: "otio")
    try folder.write(EDL.document(document), extension: "edl")
    try folder.write(MLT.document(document, canvas: draft.format.canvas), extension: "mlt")
    if !wish.isPreliminary { try folder.write(draft.shotList, isEdited: draft.isEdited) }
    try folder.clearFailure()
    let published = try OpenFile(Path("\(draft.name).mp4"), in: folder.path)
    var facts = draft.facts(more: wish.notes + draft.notes(on: film))
    facts.sound = film.sound?.content.level
    facts.making = ReportFacts.Making(
      byteCount: published.status.size, seconds: result.seconds,
      encodedFrames: result.encodedFrames)
    facts.preview = await Previewing(store: store, pool: pool, subject: draft.name)
      .preview(of: published, draft.plan.timeline)
    try folder.write(poster: facts.preview.poster(of: draft.plan.timeline))
    try folder.write(
      Report.page(document, facts: facts), extension: MontageFolder.reportSuffix)
  }

  /// The film that stands there, when it is one that the wish leaves alone.
  private func standing(_ draft: Draft, _ wish: Wish, in folder: MontageFolder) -> Made? {
    guard wish.condition != .always,
      let last = try? store.ledger.lastDone(project: draft.folder.bytes, name: draft.name),
      folder.isComplete(byteCount: last.promise.byteCount)
    else { return nil }
    if last.promise.plan == draft.identity { return .upToDate }
    let isOutdated =
      wish.condition == .unlessOnlyFootageChanged && !wish.request.isEmpty
      && last.promise.request == wish.request && !last.promise.isPreliminary
    return isOutdated ? .outdated : nil
  }

  /// The used sources, unchanged since they were measured.
  private func open(_ draft: Draft) throws -> [ContentKey: OpenFile] {
    let used = draft.plan.timeline.contents
    var files: [ContentKey: OpenFile] = [:]
    if let title = draft.title { files[title.overlay.bitmap] = title.file }
    for footage in draft.footage where used.contains(footage.content) {
      guard let file = try? OpenFile(footage.path, in: draft.folder),
        file.status == footage.status
      else {
        let sentence = "changed or taken away while the film was made"
        throw UnusableFootage(
          content: footage.content, sentence: sentence,
          failure: MontageFailure(.temporary, "\(footage.path.display): \(sentence); try again"))
      }
      files[footage.content] = file
    }
    return files
  }

  private func song(of draft: Draft) throws -> OpenFile {
    try OpenFile(draft.song.path, in: draft.folder)
  }
}

extension MontageMaker.Wish {
  /// What the film is not yet, for its report.
  fileprivate var notes: [String] {
    guard isDraft else { return [] }
    return [
      isFollowed
        ? "This is a draft with small pictures for a first look; the film takes its place when it is ready."
        : "This is a draft with small pictures for a first look; make it without --draft for the film."
    ]
  }
}
