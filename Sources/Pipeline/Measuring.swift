// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
package import Jobs
package import Linux
package import Media
package import Workers

/// Measures footage and songs once: what the cache knows of a content is never computed again.
package struct Measuring: Sendable {
  let store: Store?
  private let pool: WorkerPool
  private let urgency: WorkTicket.Urgency
  private let depth: AnalyzeJob.Depth

  /// Without a store everything is measured anew; `urgency` says for whom, by default for a film.
  package init(
    store: Store?, pool: WorkerPool, urgency: WorkTicket.Urgency = .film,
    depth: AnalyzeJob.Depth = .full
  ) {
    self.store = store
    self.pool = pool
    self.urgency = urgency
    self.depth = depth
  }

  /// What workers measured since the start.
  package var counts: MeasureCounts { store?.measured ?? MeasureCounts() }

  /// The content key of an open file, by its identity where that is known.
  package func contentKey(of file: OpenFile) throws -> ContentKey {
    if let known = try store?.cache.content(of: file.identity) { return known }
    let key = try file.contentKey()
    try store?.cache.remember(key, of: file.identity)
    return key
  }

  /// The shots of a footage file; where a coarse look is enough, a full one that is there is better.
  package func footage(
    _ file: OpenFile, depth: AnalyzeJob.Depth? = nil,
    progress: @escaping @Sendable (Double) -> Void = { _ in }
  ) async throws -> (ContentKey, FootageAnalysis) {
    let content = try contentKey(of: file)
    var order = Order(Subject.footage, file, content)
    // The film comes first, then what it waits for.
    order.urgency = urgency == .film ? .awaitedAnalysis : urgency
    let fullKey = order.key
    if depth ?? self.depth == .coarse {
      if let full = try store?.cache.measurement(FootageAnalysis.self, for: order.key) {
        return (content, full)
      }
      try refuseRejected(order)
      order = Order(Subject.coarseFootage, file, content, urgency: order.urgency)
    }
    let answer = try await measure(order, progress: progress) {
      AnalyzeJob(
        depth: depth ?? self.depth, reading: $0, written: file.status.modified / 1_000_000)
    }
    if order.key != fullKey, answer.isCoarse != true { try keep(answer, for: fullKey) }
    return (content, answer)
  }

  /// Key frames that are too rare make a worker look at every frame: that is not done again.
  private func keep(_ full: FootageAnalysis, for key: MeasurementKey) throws {
    guard let store, try store.cache.measurement(FootageAnalysis.self, for: key) == nil else {
      return
    }
    try store.cache.store(full, for: key, fault: Self.fault(of: full))
    store.count(Subject.footage.count)
  }

  /// The beats of a song; what people say of them is kept to.
  package func music(
    _ file: OpenFile, hints: BeatHints = BeatHints(),
    progress: @escaping @Sendable (Double) -> Void = { _ in }
  ) async throws -> (ContentKey, MusicAnalysis) {
    let content = try contentKey(of: file)
    var order = Order(Subject.music, file, content, urgency: urgency)
    order.key.parameters = try hints.parameters
    let answer = try await measure(order, progress: progress) {
      MusicJob(hints: hints, reading: $0)
    }
    return (content, answer)
  }

  /// What films have to put up with in a file that was measured.
  func hardship(
    of content: ContentKey, _ analysis: FootageAnalysis
  ) throws(CatalogError) -> Hardship {
    var hardship = try store?.hardship(of: content) ?? Hardship()
    hardship.reading = max(hardship.reading, analysis.reading ?? .direct)
    return hardship
  }

  /// Lets a file be measured and shown anew, whatever was wrong with it; answers how many findings are forgotten.
  ///
  /// It is not opened: what failed has an identity that is known.
  package func forgive(_ file: FileStatus) throws -> Int {
    guard let cache = store?.cache, let content = try cache.content(of: FileIdentity(file)) else {
      return 0
    }
    let key = MeasurementKey(
      content: content, kind: Subject.footage.kind, version: Subject.footage.version)
    let analysis = try cache.measurement(FootageAnalysis.self, for: key)
    if try cache.attempt(of: key)?.fault.reason == Self.unusable || analysis?.reading != nil {
      try cache.removeMeasurement(for: key)
    }
    let hadHardship = try store?.hardship(of: content) != Hardship()
    if hadHardship { try store?.forgetHardship(of: content) }
    return try cache.forgive(content: content) + (hadHardship ? 1 : 0)
  }

  /// One file, and what is to be found out about it.
  struct Order: Sendable {
    var subject: Subject
    var file: OpenFile
    var key: MeasurementKey
    var urgency: WorkTicket.Urgency

    init(
      _ subject: Subject, _ file: OpenFile, _ content: ContentKey,
      urgency: WorkTicket.Urgency = .film
    ) {
      self.subject = subject
      self.file = file
      self.urgency = urgency
      key = MeasurementKey(content: content, kind: subject.kind, version: subject.version)
    }

    var ticket: WorkTicket { WorkTicket(urgency, subject: file.path.display) }
  }

  /// `job` makes the order for the worker, who is to read in that way.
  private func measure<Body: Job>(
    _ order: Order, progress: @escaping @Sendable (Double) -> Void, _ job: (ReadingMode) -> Body
  ) async throws -> Body.Answer {
    guard let store else { return try await run(order, from: .direct, progress, job) }
    let cache = store.cache
    if let known: Body.Answer = try known(order, in: cache) { return known }
    return try await store.turns.run(on: order.key) {
      let lease = Lease(store: store, order: order)
      let attempt = try await lease.take()
      // Whoever had it before may just have finished.
      if let known: Body.Answer = try known(order, in: cache) {
        try cache.finish(order.key)
        return known
      }
      do {
        let answer = try await run(order, from: attempt > 1 ? .cautious : .direct, progress, job)
        try cache.store(answer, for: order.key, fault: Self.fault(of: answer))
        store.count(order.subject.count)
        return answer
      } catch {
        lease.end(with: error)
        throw error
      }
    }
  }

  /// What was measured before, unless it speaks of a copy that was bad, and this may be a better one.
  private func known<Answer: Decodable & Sendable>(
    _ order: Order, in cache: Cache
  ) throws -> Answer? {
    guard let known = try cache.measurement(Answer.self, for: order.key) else { return nil }
    guard Self.fault(of: known) != nil, let attempt = try cache.attempt(of: order.key),
      attempt.fault.reason == Self.unusable
    else { return known }
    let isDecided = attempt.state == .rejected && !attempt.witnesses.isNew(order.file.identity)
    return isDecided ? known : nil
  }

  /// A file that is to blame is read in another way at once; one that a worker died of may have had bad luck.
  private func run<Body: Job>(
    _ order: Order, from mode: ReadingMode, _ progress: @escaping @Sendable (Double) -> Void,
    _ job: (ReadingMode) -> Body
  ) async throws -> Body.Answer {
    do {
      return try await run(job(mode), order, progress)
    } catch let failure as JobFailure {
      guard !failure.reason.mayPass, order.file.isUnchanged, failure != Self.changed,
        let next = mode.next(after: failure.reason)
      else { throw failure }
      return try await run(order, from: next, progress, job)
    }
  }

  private func run<Body: Job>(
    _ job: Body, _ order: Order, _ progress: @escaping @Sendable (Double) -> Void
  ) async throws -> Body.Answer {
    let answer = try await pool.run(
      job, inputs: [order.file], ticket: order.ticket, progress: progress)
    // Whoever wrote in between makes the answer one about no file at all.
    guard order.file.isUnchanged else { throw Self.changed }
    return answer
  }

  /// A full look that ended for good is no better by key frames.
  private func refuseRejected(_ order: Order) throws {
    guard let attempt = try store?.cache.attempt(of: order.key), attempt.state == .rejected else {
      return
    }
    throw JobFailure(reason: attempt.fault.reason, detail: attempt.fault.detail)
  }

  /// Remembered beside the measurement, so that lists need not read it.
  private static func fault(of answer: some Sendable) -> Fault? {
    guard let footage = answer as? FootageAnalysis, let damage = Damage.sentence(for: footage)
    else { return nil }
    return Fault(unusable, detail: damage)
  }

  /// The reason of a content that was measured and is of no use; its detail is the sentence.
  static let unusable = "unusable"

  private static let changed = JobFailure(.damaged, detail: "changed while it was read")
}

/// What there is to find out, with the names under which it is kept.
enum Subject: Sendable, Hashable {
  case footage, coarseFootage, music

  var kind: String {
    switch self {
    case .footage: JobKind.analyze.rawValue
    case .coarseFootage: JobKind.analyze.rawValue + "-coarse"
    case .music: JobKind.music.rawValue
    }
  }

  /// Raised when a change of the analysers changes what they answer.
  var version: Int {
    switch self {
    case .footage: 6
    case .coarseFootage: 3
    case .music: 5
    }
  }

  func count(_ counts: inout MeasureCounts) {
    switch self {
    case .footage: counts.clips += 1
    case .coarseFootage: counts.coarseClips += 1
    case .music: counts.songs += 1
    }
  }

  func sentence(for failure: JobFailure) -> String {
    self == .music ? failure.songSentence : failure.footageSentence
  }
}
