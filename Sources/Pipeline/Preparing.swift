// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
internal import Linux
internal import Media
internal import Planning
internal import Settings
internal import Watching
internal import Workers

/// Encodes what films of a set of footage will show, before anybody asks for one: the mezzanine.
///
/// Only measured footage counts; what is to be measured comes first.
package struct Preparing: Sendable {
  private let store: Store
  private let pool: WorkerPool
  private let progress: Progress.Listener

  package init(_ workshop: Workshop, progress: @escaping Progress.Listener = { _ in }) {
    store = workshop.store
    pool = workshop.pool
    self.progress = progress
  }

  /// What became of it, in frames.
  package struct Outcome: Sendable, Hashable {
    package var wanted = 0
    package var encoded = 0
    /// Left out, because the cache has no room for what is worth no more than what it holds.
    package var withoutRoom = 0
    /// Clips that could not be read.
    package var failures: [String] = []
  }

  /// As `prepare`; nil when this very set was prepared before.
  package func prepareOnce(_ set: FootageSet) async throws(MontageFailure) -> Outcome? {
    let known = try? store.cache.preparation(of: set.folder.bytes)
    return known == signature(of: set) ? nil : try await prepare(set)
  }

  /// With more room what was left out is encoded after all.
  private func signature(of set: FootageSet) -> String {
    let second = store.second.map { " \($0.path) \($0.size)" } ?? ""
    return "\(set.signature) \(store.cacheSize)\(second)"
  }

  /// Measures what was not yet; answers what is wrong with clips that are of no use.
  package func measure(_ set: FootageSet) async throws(MontageFailure) -> [String] {
    try await MontageFailure.wrapping {
      let measuring = Measuring(store: store, pool: pool, urgency: .analysis)
      return try await Ingest(folder: set.folder, measuring: measuring, width: 2 * pool.width)
        .measure(set.files, progress: progress).rejected
        .map { "\($0.path.display): \($0.reason)" }
    }
  }

  /// Does all of it, the best first; what one clip lacks does not keep the others.
  package func prepare(_ set: FootageSet) async throws(MontageFailure) -> Outcome {
    try await MontageFailure.wrapping {
      // In one closure with the rest Swift 6.3 dies of it while optimising.
      let chunks = try chunks(of: set)
      let outcome = try await encode(chunks, in: set.folder)
      try store.cache.notePreparation(of: set.folder.bytes, as: signature(of: set))
      return outcome
    }
  }

  private func chunks(of set: FootageSet) throws -> [Chunk] {
    let footage = try measured(set)
    var chunks: [Chunk] = []
    var known: Set<HouseFormat> = []
    // A table of colours is looked for when its film is made.
    let configs = set.configs.flatMap { $0.shapes.map($0.shaped) }
    for config in configs where config.mezzanine != .off && config.lut == nil {
      let used = footage.filter { config.exclusion(of: $0.path.bytes) == nil }
      guard !used.isEmpty else { continue }
      let format = Drafting.format(for: used, config)
      guard known.insert(format).inserted else { continue }
      chunks += Self.chunks(of: used, format, config.mezzanine == .all ? .all : .best)
    }
    return chunks.sorted { ($1.worth, $0.footage.content) < ($0.worth, $1.footage.content) }
  }

  /// Moments of one clip that one worker encodes.
  private struct Chunk: Sendable {
    var footage: Ingest.Footage
    var format: HouseFormat
    var spans: [FrameSpan]
    var worth: Double

    var frameCount: Int { spans.reduce(0) { $0 + $1.count } }
  }

  private func measured(_ set: FootageSet) throws -> [Ingest.Footage] {
    let measuring = Measuring(store: store, pool: pool)
    var footage: [Ingest.Footage] = []
    var contents: Set<ContentKey> = []
    for file in set.files {
      guard let found = try? measuring.measured(file, in: set.folder),
        contents.insert(found.content).inserted
      else { continue }
      footage.append(found)
    }
    return footage
  }

  private static func chunks(
    of footage: [Ingest.Footage], _ format: HouseFormat, _ choice: Moment.Choice
  ) -> [Chunk] {
    footage.flatMap { file in
      let source = file.source(order: 0)
      // Moments of like worth together: what is given up later is a whole piece.
      let moments = Moment.all(of: source, rate: format.frameRate, choice: choice)
        .sorted { ($1.worth, $0.span.start) < ($0.worth, $1.span.start) }
      var chunks: [Chunk] = []
      for moment in moments {
        if let last = chunks.last, last.frameCount + moment.span.count <= largestChunk {
          chunks[chunks.count - 1].spans.append(moment.span)
        } else {
          chunks.append(
            Chunk(footage: file, format: format, spans: [moment.span], worth: moment.worth))
        }
      }
      return chunks
    }
  }

  private func encode(_ chunks: [Chunk], in folder: Path) async throws -> Outcome {
    var outcome = Outcome()
    outcome.wanted = chunks.reduce(0) { $0 + $1.frameCount }
    let tally = Tally(
      stage: .encoding, unit: "frames", total: outcome.wanted, listener: progress)
    try await withThrowingTaskGroup(of: Outcome.self) { group in
      for (index, chunk) in chunks.enumerated() {
        if index >= pool.width, let done = try await group.next() { outcome.add(done) }
        group.addTask {
          let done = try await encode(chunk, in: folder)
          tally.update(index, done: Double(chunk.frameCount))
          return done
        }
      }
      for try await done in group { outcome.add(done) }
    }
    return outcome
  }

  /// Throws only what ends everything: cancellation, a failing store.
  private func encode(_ chunk: Chunk, in folder: Path) async throws -> Outcome {
    try Task.checkCancellation()
    var outcome = Outcome()
    let footage = chunk.footage
    var maker = PieceMaker(
      store: store, pool: pool, format: chunk.format,
      title: folder.joining(footage.path).display)
    maker.urgency = .preparation
    maker.worth = Int(chunk.worth * 999)
    let missing = try maker.missing(chunk.spans, of: footage.content)
    let frames = missing.reduce(0) { $0 + $1.frames.count }
    guard frames > 0 else { return outcome }
    let size = PieceShelf.estimate(frames, chunk.format, from: try maker.listed(footage.content))
    let shelf = PieceShelf(store: store)
    guard let room = try await shelf.makeRoom(for: size, worth: maker.worth) else {
      outcome.withoutRoom = frames
      return outcome
    }
    do {
      let file = try OpenFile(footage.path, in: folder)
      guard file.status == footage.status else { return outcome }
      try await maker.encode(missing, of: file)
      outcome.encoded = frames
      guard room == .second else { return outcome }
      for made in try maker.listed(footage.content) where made.piece.isInside(missing) {
        if try await shelf.putAway(made.file) { continue }
        let lost = made.piece.spans.reduce(0) { $0 + $1.frames.count }
        outcome.encoded -= lost
        outcome.withoutRoom += lost
      }
    } catch let unusable as UnusableFootage {
      outcome.failures = [unusable.failure.sentence]
    } catch let failure as MontageFailure where failure.kind == .input {
      outcome.failures = [failure.sentence]
    } catch is SystemError {
      // Taken away meanwhile.
    }
    return outcome
  }

  /// About ten seconds of film: so little is lost when work that is more urgent ends it.
  private static let largestChunk = 240
}

extension Piece {
  /// Whether it was made of these spans: nothing else was there of them before.
  fileprivate func isInside(_ order: [EncodeSpan]) -> Bool {
    spans.allSatisfy { span in
      order.contains { $0.frames.start <= span.frames.start && span.frames.end <= $0.frames.end }
    }
  }
}

extension Preparing.Outcome {
  fileprivate mutating func add(_ other: Self) {
    encoded += other.encoded
    withoutRoom += other.withoutRoom
    failures += other.failures
  }
}

extension Measuring {
  /// The footage file with its measures, without measuring; nil when it was not measured or is of no use.
  func measured(_ file: ScannedFile, in folder: Path) throws -> Ingest.Footage? {
    let open = try OpenFile(file.path, in: folder)
    let content = try contentKey(of: open)
    let key = MeasurementKey(
      content: content, kind: Subject.footage.kind, version: Subject.footage.version)
    guard let analysis = try store?.cache.measurement(FootageAnalysis.self, for: key),
      Damage.sentence(for: analysis) == nil
    else { return nil }
    let hardship = try hardship(of: content, analysis)
    guard hardship.givenUp == nil else { return nil }
    return Ingest.Footage(
      path: file.path, status: open.status, content: content, analysis: analysis,
      hardship: hardship)
  }
}
