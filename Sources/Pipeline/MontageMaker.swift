// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
internal import Interchange
internal import Jobs
package import Linux
package import Media
internal import Planning
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
    case published(MontageResult)
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
        if case .published(let result) = try await make(project, config, wish) {
          outcome.made.append(result)
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
    _ project: Project, _ config: ConfigName, isPreliminary: Bool = false, isDraft: Bool = false
  ) async throws(MontageFailure) -> Draft {
    try await MontageFailure.wrapping {
      try await Drafting(
        measuring: Measuring(store: store, pool: pool, depth: isPreliminary ? .coarse : .full),
        titles: TitleMaker(store: store, pool: pool, subject: config.montage),
        width: 2 * pool.width, progress: progress, isDraft: isDraft
      ).draft(project, config)
    }
  }

  /// How much of a draft's film stands in the cache: copied and missing frames.
  package func coverage(of draft: Draft) throws(MontageFailure) -> (copied: Int, missing: Int) {
    do {
      let plan = try PieceMaker(store: store, pool: pool, format: draft.format)
        .plan(draft.composed.timeline).plan
      return (plan.copiedFrames, plan.encodedFrames)
    } catch {
      throw MontageFailure(wrapping: error)
    }
  }

  /// Makes one montage and publishes it; says in the folder why not when it fails.
  package func make(
    _ project: Project, _ config: ConfigName, _ wish: Wish
  ) async throws(MontageFailure) -> Made {
    // A worker outlives its killed parent by seconds, so that one look at the start is not enough.
    try? Leftovers.remove(from: store.pieceFolder)
    // Before the measuring, which takes minutes: a film that has no place is refused at once.
    let folder = try await MontageFailure.wrapping {
      let folder = try MontageFolder(project: project.folder, name: config.montage)
      try folder.prepare()
      return folder
    }
    do throws(MontageFailure) {
      let draft = try await draft(
        project, config, isPreliminary: wish.isPreliminary, isDraft: wish.isDraft)
      return try await MontageFailure.wrapping {
        if let standing = standing(draft, wish, in: folder) {
          try folder.clearFailure()
          return standing
        }
        return .published(try await render(draft, wish, in: folder))
      }
    } catch {
      if error.kind != .cancelled { try? folder.write(error) }
      throw error
    }
  }

  private func render(
    _ draft: Draft, _ wish: Wish, in folder: MontageFolder
  ) async throws -> MontageResult {
    let start = ContinuousClock.now
    if !wish.usesPieces {
      let maker = PieceMaker(store: store, pool: pool, format: draft.format)
      try maker.drop(try maker.plan(draft.plan.timeline).pieces)
    }
    let file = try folder.newFile()
    let composed = draft.composed
    let film = try await FilmMaker(
      store: store, pool: pool, format: draft.format, title: folder.film.display,
      heard: draft.plan.timeline, compositions: composed.compositions,
      table: try draft.table.map { try OpenFile($0, in: draft.folder) }, path: wish.path
    ).make(
      composed.timeline, sources: try open(draft), song: try song(of: draft),
      tag: "\(Version.text) \(draft.plan.planID)", output: file, in: folder.path,
      progress: progress)
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
    try folder.write(OTIO.document(draft.film), extension: "otio")
    try folder.write(EDL.document(draft.film), extension: "edl")
    let facts = draft.facts(more: draft.notes(on: film), sound: film.sound?.content.level)
    try folder.write(
      Report.page(draft.film, facts: facts), extension: MontageFolder.reportSuffix)
    try folder.clearFailure()
    return MontageResult(
      name: draft.name, output: folder.film, draft: draft, film: film,
      elapsed: ContinuousClock.now - start)
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
    let used = Set(draft.plan.timeline.clips.map(\.content))
    var files: [ContentKey: OpenFile] = [:]
    if let title = draft.title { files[title.overlay.bitmap] = title.file }
    for footage in draft.footage where used.contains(footage.content) {
      let file = try OpenFile(footage.path, in: draft.folder)
      guard file.status == footage.status else {
        throw MontageFailure(
          .temporary, "\(footage.path.display): changed while the film was planned; try again")
      }
      files[footage.content] = file
    }
    return files
  }

  private func song(of draft: Draft) throws -> OpenFile {
    try OpenFile(draft.song.path, in: draft.folder)
  }
}

/// A published montage.
package struct MontageResult: Sendable {
  package let name: String
  package let output: Path
  package let draft: Draft
  package let frames: Int
  package let copiedFrames: Int
  package let encodedFrames: Int
  /// What is heard; nil for a film without sound.
  package let sound: SoundLevel?
  /// An earlier film had the same sound, so that none was encoded.
  package let isSoundReused: Bool
  /// What a viewer should be told, one sentence each.
  package let notes: [String]
  /// From the plan to the published film.
  package let seconds: Double

  /// One line for the journal.
  package var summary: String {
    let timeline = draft.plan.timeline
    var text = "\(output): \(Self.tenth(timeline.duration.seconds)) s, \(timeline.cuts.count) cuts"
    if let error = draft.plan.beatError {
      text +=
        ", beat error median \(Self.tenth(error.median)) ms, largest \(Self.tenth(error.max)) ms"
    }
    return text + ", \(encodedFrames) of \(frames) frames encoded, in \(Self.tenth(seconds)) s"
  }

  private static func tenth(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }

  init(name: String, output: Path, draft: Draft, film: FilmMaker.Film, elapsed: Duration) {
    self.name = name
    self.output = output
    self.draft = draft
    frames = film.frames
    copiedFrames = film.copiedFrames
    encodedFrames = film.encodedFrames
    sound = film.sound?.content.level
    isSoundReused = film.sound?.isReused ?? false
    notes = draft.notes + draft.notes(on: film)
    seconds = elapsed / .seconds(1)
  }
}

/// The program's version.
package enum Version {
  package static let text = "0.1.0"
}
