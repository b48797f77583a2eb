// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
internal import Jobs
internal import Linux
internal import Media
internal import Workers

/// Makes a checked film of a timeline in a file that has no public name yet.
struct FilmMaker: Sendable {
  let store: Store
  let pool: WorkerPool
  let format: HouseFormat
  /// What people are told that the workers work on.
  var title = ""
  /// The film before it was composed, by which its sources are heard; nil when that is the same.
  var heard: Timeline?
  /// What is made of other sources, by the keys that the timeline calls it.
  var compositions: [ContentKey: Composition] = [:]
  /// The table of colours of a format with a look.
  var table: OpenFile?

  var path = RenderPath.any

  /// Rejected pieces are made anew; twice in a row means that it is not the pieces.
  private static let rounds = 3

  /// What was made.
  struct Film: Sendable {
    var frames: Int
    /// Frames copied from pieces of earlier films.
    var copiedFrames: Int
    var encodedFrames: Int
    /// What is heard; nil for a silent film.
    var sound: SoundMaker.Prepared?
    /// What its pictures were copied from, and then all else that the cache has of its sources.
    var pieces: [StoredPiece] = []
    /// What had to be put up with in its footage, as far as that is known by now.
    var hardships: [ContentKey: Hardship] = [:]
  }

  /// Writes the film to `output`, which lies in `folder`; nothing of it may be used unless this returns.
  func make(
    _ timeline: Timeline, sources: [ContentKey: OpenFile], song: OpenFile?, tag: String,
    output: borrowing OutputFile, in folder: Path, progress: @escaping Progress.Listener
  ) async throws -> Film {
    let soundMaker = SoundMaker(store: store, pool: pool, title: title)
    let maker = PieceMaker(
      store: store, pool: pool, format: format, title: title, compositions: compositions,
      table: table, path: path, start: path == .encode ? store.clock() : 0)
    for _ in 0..<Self.rounds {
      // Side by side: the sound is ready before the pictures are.
      async let awaitedSound = soundMaker.prepare(
        heard ?? timeline, sources: sources, song: song)
      let prepared = try await maker.prepare(timeline, sources: sources, progress: progress)
      // Before they are copied: nobody gives up what is in use.
      try store.cache.markUsed(files: prepared.usedFiles, at: store.clock())
      let sound = try await awaitedSound
      let awaited: Assembled?
      do {
        awaited = try await assemble(
          prepared, sound: sound, tag: tag, output: output.raw, progress: progress)
      } catch let failure as JobFailure where failure.reason == .writeError {
        throw MontageFailure(
          .output,
          "\(folder): the film cannot be written (\(failure.detail)); make room on its disk")
      }
      guard let assembly = awaited else { continue }
      store.learn(houseID: assembly.answer.houseID, of: format)
      guard assembly.isAccepted else {
        try maker.drop(assembly.answer.rejectedPieces.map { assembly.pieces[$0] })
        if assembly.answer.isSoundRejected, let sound { try soundMaker.drop(sound) }
        continue
      }
      let film = try OpenFile(Path(bytes: output.temporaryName), in: folder)
      try await check(assembly, hasSound: sound != nil, film: film, progress: progress)
      try PieceShelf(store: store).trim()
      return Film(
        frames: timeline.frameCount, copiedFrames: timeline.frameCount - prepared.encodedFrames,
        encodedFrames: prepared.encodedFrames, sound: sound,
        pieces: assembly.pieces + prepared.pieces)
    }
    throw MontageFailure(.fault, "pieces or the sound were rejected \(Self.rounds) times in a row")
  }

  private struct Assembled: Sendable {
    var answer: AssembleJob.Answer
    var steps: [AssembleJob.CopyStep]
    var pieces: [StoredPiece]

    /// All that went into the film was what it should be.
    var isAccepted: Bool { answer.rejectedPieces.isEmpty && !answer.isSoundRejected }
  }

  /// Nil when pieces went away meanwhile, with the disk or share that they lie on or alone.
  private func assemble(
    _ prepared: PieceMaker.Prepared, sound: SoundMaker.Prepared?, tag: String, output: Int32,
    progress: @escaping Progress.Listener
  ) async throws -> Assembled? {
    let (steps, pieces) = CopySteps.steps(of: prepared)
    let job = AssembleJob(
      format: format, steps: steps, pieces: pieces.count, sound: sound?.content, tag: tag)
    let answer: AssembleJob.Answer
    do {
      let files = try pieces.map { try store.open($0.file) }
      answer = try await pool.run(
        job, inputs: files + (sound.map { [$0.file] } ?? []), outputs: [output],
        ticket: WorkTicket(.film, subject: title)
      ) { share in
        progress(Progress(.joining, share: share))
      }
    } catch {
      // What fails although all are there would fail again.
      let lost = try store.lost(pieces)
      guard !lost.isEmpty, !Task.isCancelled else { throw error }
      try store.drop(lost)
      return nil
    }
    return Assembled(answer: answer, steps: steps, pieces: pieces)
  }

  private func check(
    _ assembled: Assembled, hasSound: Bool, film: OpenFile, progress: @escaping Progress.Listener
  ) async throws {
    progress(Progress(.checking, share: 0))
    let job = CheckJob(
      format: format, houseID: assembled.answer.houseID,
      stepFrames: assembled.steps.map(\.frames.count),
      stepDigests: assembled.answer.stepDigests, hasSound: hasSound)
    let faults = try await pool.run(
      job, inputs: [film], ticket: WorkTicket(.film, subject: title)
    ).faults
    guard faults.isEmpty else {
      throw MontageFailure(
        .fault, "the finished film did not pass its checks: " + faults.joined(separator: "; "))
    }
  }
}
