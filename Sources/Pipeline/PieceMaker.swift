// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
internal import Jobs
internal import Linux
internal import Media
internal import Planning
internal import Workers

/// Sees to it that every frame of a timeline stands in a piece, encoding only what no piece holds.
struct PieceMaker: Sendable {
  let store: Store
  let pool: WorkerPool
  let format: HouseFormat
  /// What people are told that the workers work on.
  var title = ""
  var urgency = WorkTicket.Urgency.film
  /// How gladly films take what is made, 0 to 1000.
  var worth = 1000
  /// What is made of other sources, by the keys that the timeline calls it.
  var compositions: [ContentKey: Composition] = [:]
  /// The table of colours of a format with a look.
  var table: OpenFile?

  var path = RenderPath.any
  /// In ms since 1970: pieces that were there before it are not looked at.
  var start: Int64 = 0

  /// Raised when a change of the encoder's settings changes its pictures.
  static let encoderVersion = 2
  /// Frames that one worker encodes at least, so that starting it pays.
  private static let smallestJob = 60

  /// The steps of each clip, all of them copies, and the pieces that they copy from.
  struct Prepared: Sendable {
    var plan: RenderPlan
    var pieces: [StoredPiece]
    var encodedFrames: Int

    /// Names of the pieces that are copied from.
    var usedFiles: [String] {
      let used = plan.stretches.joined().compactMap { step in
        if case .copy(let piece, _, _) = step { piece } else { nil }
      }
      return Set(used).sorted().map { pieces[$0].file.name }
    }
  }

  /// Looks up, encodes what is missing, and looks up again.
  func prepare(
    _ timeline: Timeline, sources: [ContentKey: OpenFile], progress: @escaping Progress.Listener
  ) async throws -> Prepared {
    var prepared = try plan(timeline)
    var encoded = 0
    // Once more where the first worker's answer showed that the other pieces are of an older encoder.
    for _ in 0..<2 where !prepared.plan.missing.isEmpty {
      guard path != .copy else {
        throw MontageFailure(
          .input,
          "\(prepared.plan.encodedFrames) of \(timeline.frameCount) frames are not encoded yet;"
            + " run montagectl prepare first, or leave out --path copy")
      }
      try await encode(prepared.plan.missing, sources: sources, progress: progress)
      encoded += prepared.plan.encodedFrames
      prepared = try plan(timeline)
    }
    guard prepared.plan.missing.isEmpty else {
      throw MontageFailure(.fault, "pieces that were just made are not in the cache")
    }
    prepared.encodedFrames = encoded
    return prepared
  }

  /// What the cache holds of the timeline's sources, and what a film would take from it.
  func plan(_ timeline: Timeline) throws -> Prepared {
    let contents = timeline.contents.sorted()
    let listed = try contents.flatMap { content in
      try self.listed(content).filter { $0.file.lastUsed >= start }
    }
    let (houseID, pieces) = try currentPieces(of: try store.present(listed))
    let plan = RenderPlan(
      for: timeline, pieces: pieces.map(\.piece), format: format, houseID: houseID)
    return Prepared(plan: plan, pieces: pieces, encodedFrames: 0)
  }

  /// Those that the encoder of now made, and its id; the others are dropped, because nothing will join them any more.
  ///
  /// Before this process has seen the encoder's id all pieces are taken to be of one; assembly finds out.
  private func currentPieces(
    of stored: [StoredPiece]
  ) throws -> (houseID: String, pieces: [StoredPiece]) {
    guard let houseID = store.houseID(of: format) else {
      // Nobody has used the older ones since.
      let latest = stored.max { $0.file.lastUsed < $1.file.lastUsed }
      return (latest?.piece.houseID ?? "", stored)
    }
    let old = stored.filter { $0.piece.houseID != houseID }
    if !old.isEmpty { try drop(old) }
    return (houseID, stored.filter { $0.piece.houseID == houseID })
  }

  /// What of some spans of a source stands in no piece.
  func missing(_ spans: [FrameSpan], of content: ContentKey) throws -> [EncodeSpan] {
    var start = 0
    let clips = spans.map { span in
      defer { start += span.count }
      return Clip(content: content, source: span, timelineStart: start)
    }
    let timeline = try Timeline(frameRate: format.frameRate, clips: clips, soundtrack: nil)
    return try plan(timeline).plan.missing
  }

  /// Encodes spans of one source into one piece, or several where some of it cannot be shown.
  func encode(_ missing: [EncodeSpan], of source: OpenFile) async throws {
    guard let content = missing.first?.content else { return }
    let spans = missing.map { SpanOrder(frames: $0.frames, entries: $0.entries) }
    try await encode(EncodeJob(content: content, spans: spans), of: [source])
  }

  /// What the list has of a source in this very format.
  func listed(_ content: ContentKey) throws -> [StoredPiece] {
    try store.cache.pieces(of: content, format: format, encoder: Self.encoderVersion)
      .filter { $0.piece.format == format }
  }

  /// Forgets pieces that are not what they should be; what was encoded ahead is looked at again.
  func drop(_ pieces: [StoredPiece]) throws { try store.drop(pieces) }

  private func encode(
    _ missing: [EncodeSpan], sources: [ContentKey: OpenFile], progress: @escaping Progress.Listener
  ) async throws {
    let jobs = Self.jobs(for: missing, width: pool.width)
    let total = missing.reduce(0) { $0 + $1.frames.count }
    let tally = Tally(stage: .encoding, unit: "frames", total: total, listener: progress)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (index, job) in jobs.enumerated() {
        let contents = compositions[job.content]?.inputs ?? [job.content]
        let inputs = contents.compactMap { sources[$0] }
        guard inputs.count == contents.count else {
          throw MontageFailure(.fault, "the plan names footage that is not there")
        }
        group.addTask {
          try await encode(job, of: inputs) { share in
            tally.update(index, done: share * Double(job.frameCount))
          }
        }
      }
      try await group.waitForAll()
    }
  }

  /// Whether a worker made just the spans that it was asked for: a decoder that was taken over may answer anything.
  static func fulfils(_ spans: [PieceSpan], _ orders: [FrameSpan]) -> Bool {
    guard spans.map(\.frames) == orders else { return false }
    var offset = 0
    for span in spans {
      guard span.offset == offset,
        span.groups.allSatisfy({ (1...span.frames.count).contains($0.frameCount) }),
        span.groups.reduce(0, { $0 + $1.frameCount }) == span.frames.count
      else { return false }
      offset += span.frames.count
    }
    return true
  }

  /// What one worker encodes.
  struct EncodeJob: Sendable, Hashable {
    var content: ContentKey
    var spans: [SpanOrder]

    var frameCount: Int { spans.reduce(0) { $0 + $1.frames.count } }
  }

  /// One job per source, large ones divided so that no worker is left with the last long one.
  static func jobs(for missing: [EncodeSpan], width: Int) -> [EncodeJob] {
    let total = missing.reduce(0) { $0 + $1.frames.count }
    let fair = max(smallestJob, total / (3 * max(width, 1)))
    var jobs: [EncodeJob] = []
    for span in missing {
      let order = SpanOrder(frames: span.frames, entries: span.entries)
      if let last = jobs.last, last.content == span.content, last.frameCount < fair {
        jobs[jobs.count - 1].spans.append(order)
      } else {
        jobs.append(EncodeJob(content: span.content, spans: [order]))
      }
    }
    return jobs.sorted { ($1.frameCount, $0.content) < ($0.frameCount, $1.content) }
  }
}
