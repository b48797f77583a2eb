// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
internal import Interchange
internal import Jobs
package import Linux
internal import Media
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

  /// Makes the montages one after the other; one that fails does not keep the others.
  ///
  /// With `unlessDone` a film that stands in the folder as it would be made is left alone.
  package func makeAll(
    of project: Project, unlessDone: Bool = false
  ) async throws(MontageFailure) -> Outcome {
    var outcome = Outcome()
    try project.requireConfigs()
    // A worker outlives its killed parent by seconds, so that one look at the start is not enough.
    try? Leftovers.remove(from: store.pieceFolder)
    for (name, failure) in project.nameFailures {
      outcome.failed.append((name, failure))
      // Where another config makes the film of this name, it would contradict it.
      guard !project.configs.contains(where: { $0.montage == name }) else { continue }
      try? MontageFolder(project: project.folder, name: name).write(failure)
    }
    for config in project.configs {
      do throws(MontageFailure) {
        let result = try await make(project, config, unlessDone: unlessDone)
        if let result { outcome.made.append(result) }
      } catch {
        if error.kind == .cancelled { throw error }
        outcome.failed.append((config.montage, error))
      }
    }
    return outcome
  }

  /// What would be made, without making it.
  package func draft(_ project: Project, _ config: ConfigName) async throws(MontageFailure) -> Draft
  {
    try await MontageFailure.wrapping {
      try await Drafting(
        measuring: Measuring(store: store, pool: pool), width: 2 * pool.width, progress: progress
      ).draft(project, config)
    }
  }

  /// How much of a draft's film stands in the cache: copied and missing frames.
  package func coverage(of draft: Draft) throws(MontageFailure) -> (copied: Int, missing: Int) {
    do {
      let plan = try PieceMaker(store: store, pool: pool, format: draft.format)
        .plan(draft.plan.timeline).plan
      return (plan.copiedFrames, plan.encodedFrames)
    } catch {
      throw MontageFailure(wrapping: error)
    }
  }

  /// Makes one montage and publishes it; says in the folder why not when it fails.
  private func make(
    _ project: Project, _ config: ConfigName, unlessDone: Bool
  ) async throws(MontageFailure) -> MontageResult? {
    // Before the measuring, which takes minutes: a film that has no place is refused at once.
    let folder = try await MontageFailure.wrapping {
      let folder = try MontageFolder(project: project.folder, name: config.montage)
      try folder.prepare()
      return folder
    }
    do throws(MontageFailure) {
      let draft = try await draft(project, config)
      return try await MontageFailure.wrapping {
        if unlessDone, isPublished(draft, in: folder) {
          try folder.clearFailure()
          return nil
        }
        return try await render(draft, in: folder)
      }
    } catch {
      if error.kind != .cancelled { try? folder.write(error) }
      throw error
    }
  }

  private func render(_ draft: Draft, in folder: MontageFolder) async throws -> MontageResult {
    let start = ContinuousClock.now
    let file = try folder.newFile()
    let film = try await FilmMaker(store: store, pool: pool, format: draft.format).make(
      draft.plan.timeline, sources: try open(draft), song: try song(of: draft),
      tag: "\(Version.text) \(draft.plan.planID)", output: file, in: folder.path,
      progress: progress)
    progress(Progress(.publishing, share: 0))
    try folder.publish(
      file,
      promise: { status, digest in
        Promise(
          project: draft.folder.bytes, montage: draft.name, plan: draft.identity,
          temporaryName: "", finalName: folder.film.display, byteCount: status.size, digest: digest)
      }, ledger: store.ledger, keeping: draft.config.keepPrevious)
    try folder.write(OTIO.document(draft.film), extension: "otio")
    try folder.write(EDL.document(draft.film), extension: "edl")
    try folder.write(
      Report.page(draft.film, facts: draft.facts), extension: MontageFolder.reportSuffix)
    try folder.clearFailure()
    return MontageResult(
      name: draft.name, output: folder.film, draft: draft, film: film,
      elapsed: ContinuousClock.now - start)
  }

  /// Whether this very film stands in the folder already.
  private func isPublished(_ draft: Draft, in folder: MontageFolder) -> Bool {
    guard
      let last = try? store.ledger.lastDone(project: draft.folder.bytes, name: draft.name),
      last.promise.plan == draft.identity
    else { return false }
    return folder.isComplete(byteCount: last.promise.byteCount)
  }

  /// The used sources, unchanged since they were measured.
  private func open(_ draft: Draft) throws -> [ContentKey: OpenFile] {
    let used = Set(draft.plan.timeline.clips.map(\.content))
    var files: [ContentKey: OpenFile] = [:]
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
    seconds = elapsed / .seconds(1)
  }
}

/// The program's version.
package enum Version {
  package static let text = "0.1.0"
}
