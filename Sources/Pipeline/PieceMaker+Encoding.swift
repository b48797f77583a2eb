// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
internal import Jobs
internal import Linux
internal import Media
internal import Workers

/// One job of encoding, rung by rung: directly, with errors concealed, in reduced quality, each span by itself; what
/// then fails is left out of films.
extension PieceMaker {
  /// How a job is tried, and what went wrong before.
  private struct Rung {
    var mode: ReadingMode
    var failure: JobFailure?
  }

  func encode(
    _ job: EncodeJob, of inputs: [OpenFile],
    progress: @escaping @Sendable (Double) -> Void = { _ in }
  ) async throws {
    try await encode(job, of: inputs, on: Rung(mode: try knownMode(for: job)), progress)
  }

  private func encode(
    _ job: EncodeJob, of inputs: [OpenFile], on rung: Rung,
    _ progress: @escaping @Sendable (Double) -> Void
  ) async throws {
    // Into a file of its own: what another worker left is not to be trusted.
    var output = try OutputFile.create(in: store.pieceFolder, permissions: 0o640)
    let answer: SegmentJob.Answer
    // From its first frame: before, it may have waited for its turn.
    let lap = EncodingSpeed.Lap()
    do throws(JobFailure) {
      answer = try await run(job, on: inputs, reading: rung.mode, output: output.raw) { share in
        lap.begin()
        progress(share)
      }
    } catch {
      return try await recover(job, of: inputs, after: error, on: rung, progress)
    }
    guard Self.fulfils(answer.spans, job.spans.map(\.frames)) else {
      throw MontageFailure(
        .input,
        "\(Path.display(inputs[0].path.name)): its worker answered with other frames than"
          + " were asked for; take the file out of the folder, and please report this")
    }
    store.encodingSpeed.note(pixels: job.frameCount * pixels, in: lap.elapsed)
    store.learn(houseID: answer.houseID, of: format)
    let name = OutputFile.randomName + ".mp4"
    let status = try output.publish(as: Array(name.utf8), replacing: false)
    let piece = Piece(
      source: job.content, format: format, houseID: answer.houseID, spans: answer.spans)
    try store.cache.add(
      StoredPiece(
        piece: piece,
        file: PieceFile(
          name: name, byteCount: status.size, lastUsed: store.clock(), worth: worth)),
      encoder: Self.encoderVersion)
    // Its lock says until here that the file has an owner.
    withExtendedLifetime(output) {}
    if let failure = rung.failure {
      try store.note(hardshipOf: footage(of: job)) {
        $0.reading = max($0.reading, rung.mode)
        $0.problem = failure.problem
      }
    }
  }

  /// Tries again in another way, or says what cannot be shown.
  private func recover(
    _ job: EncodeJob, of inputs: [OpenFile], after failure: JobFailure, on rung: Rung,
    _ progress: @escaping @Sendable (Double) -> Void
  ) async throws {
    if let next = rung.mode.next(after: failure.reason) {
      var rung = Rung(mode: next, failure: failure)
      if let composition = compositions[job.content] {
        try await examine(composition, inputs)
        rung.mode = max(next, try knownMode(for: job))
      }
      return try await encode(job, of: inputs, on: rung, progress)
    }
    guard failure.reason.isOfFootage else {
      throw MontageFailure(
        footage: failure.reason == .badTable ? table ?? inputs[0] : inputs[0], failure)
    }
    guard failure.reason.isOfPart else {
      if failure.reason == .stalled { try giveUp(job, failure) }
      throw unusable(job, inputs[0], failure, .whole)
    }
    let parts = compositions[job.content] == nil ? job.spans.flatMap(\.parts) : job.spans
    guard parts.count > 1 else {
      try leaveOut(job.spans[0].frames, of: job, failure)
      throw unusable(job, inputs[0], failure, .part)
    }
    try await encodeSingly(
      EncodeJob(content: job.content, spans: parts), of: inputs, after: failure, progress)
  }

  /// Finds the spans that cannot be shown; the others are in pieces afterwards.
  private func encodeSingly(
    _ job: EncodeJob, of inputs: [OpenFile], after failure: JobFailure,
    _ progress: @escaping @Sendable (Double) -> Void
  ) async throws {
    var broken: [UnusableFootage] = []
    var done = 0
    for span in job.spans {
      do {
        try await encode(EncodeJob(content: job.content, spans: [span]), of: inputs)
      } catch let unusable as UnusableFootage {
        broken.append(unusable)
      }
      done += span.frames.count
      progress(Double(done) / Double(job.frameCount))
    }
    guard let last = broken.last else { return }
    guard broken.count < job.spans.count else {
      try giveUp(job, failure)
      throw unusable(job, inputs[0], failure, .whole)
    }
    throw last
  }

  /// Which of two sources is at fault shows when each is encoded by itself.
  private func examine(_ composition: Composition, _ inputs: [OpenFile]) async throws {
    for (layer, file) in zip(composition.layers, inputs) {
      let span = SpanOrder(frames: layer.frames, entries: [layer.frames.start])
      try await encode(EncodeJob(content: layer.content, spans: [span]), of: [file])
    }
  }

  /// Of the pictures that workers hold: those of the source are seldom larger.
  private var pixels: Int { format.canvas.pixelCount }

  private func run(
    _ job: EncodeJob, on inputs: [OpenFile], reading: ReadingMode, output: Int32,
    progress: @escaping @Sendable (Double) -> Void
  ) async throws(JobFailure) -> SegmentJob.Answer {
    let ticket = WorkTicket(urgency, subject: title, pixels: pixels)
    let inputs = inputs + [table].compactMap(\.self)
    guard let composition = compositions[job.content] else {
      return try await pool.run(
        SegmentJob(format: format, spans: job.spans, reading: reading), inputs: inputs,
        outputs: [output], ticket: ticket, progress: progress)
    }
    return try await pool.run(
      ComposeJob(format: format, composition: composition, spans: job.spans, reading: reading),
      inputs: inputs, outputs: [output], ticket: ticket, progress: progress)
  }

  /// How the footage of a job has to be read, as far as is known.
  private func knownMode(for job: EncodeJob) throws(CatalogError) -> ReadingMode {
    var mode = ReadingMode.direct
    for content in compositions[job.content]?.layers.map(\.content) ?? [job.content] {
      mode = max(mode, try store.hardship(of: content).reading)
    }
    return mode
  }

  /// The file that is blamed for a job.
  private func footage(of job: EncodeJob) -> ContentKey {
    compositions[job.content]?.base.content ?? job.content
  }

  private func leaveOut(
    _ frames: FrameSpan, of job: EncodeJob, _ failure: JobFailure
  ) throws(CatalogError) {
    let frames = compositions[job.content]?.layers.first?.frames ?? frames
    let range = frames.range(at: format.frameRate)
    try store.note(hardshipOf: footage(of: job)) {
      $0.leftOut.append(Hardship.Stretch(range: range, problem: failure.problem))
    }
  }

  private func giveUp(_ job: EncodeJob, _ failure: JobFailure) throws(CatalogError) {
    try store.note(hardshipOf: footage(of: job)) { $0.refusal = failure.footageSentence }
  }

  private func unusable(
    _ job: EncodeJob, _ file: OpenFile, _ failure: JobFailure, _ extent: UnusableFootage.Extent
  ) -> UnusableFootage {
    UnusableFootage(
      content: footage(of: job), extent: extent, sentence: failure.footageSentence,
      failure: MontageFailure(footage: file, failure))
  }
}

extension SpanOrder {
  /// Stretches of two seconds or so, which begin where groups of pictures would in any case.
  var parts: [SpanOrder] {
    stride(from: frames.start, to: frames.end, by: Self.longestPart).map { start in
      let end = min(start + Self.longestPart, frames.end)
      return SpanOrder(
        frames: FrameSpan(start: start, count: end - start),
        entries: [start] + entries.filter { $0 > start && $0 < end })
    }
  }

  /// In frames: what is left out of films because of one bad picture.
  private static let longestPart = 4 * HouseFormat.keyframeInterval
}

extension Composition {
  /// Its sources with the frames of each that are seen, in the order in which a worker gets them.
  fileprivate var layers: [(content: ContentKey, frames: FrameSpan)] {
    let first = (base.content, FrameSpan(start: base.start, count: baseFrames))
    guard let change, let from = nextFrom else { return [first] }
    let start = change.next.start + from - change.cut
    return [first, (change.next.content, FrameSpan(start: start, count: frameCount - from))]
  }
}
