// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
internal import Jobs
internal import Linux
internal import Media
internal import Workers

/// Reads every piece of the cache back and compares it with what was noted when it was made.
package struct PieceCheck: Sendable {
  private let store: Store
  private let pool: WorkerPool

  package init(_ workshop: Workshop) {
    store = workshop.store
    pool = workshop.pool
  }

  /// What was found.
  package struct Outcome: Sendable, Hashable {
    package var sound = 0
    /// Dropped, each with what is wrong with it.
    package var damaged: [Fault] = []
    /// Listed, but the file is gone or has another length: no longer listed.
    package var missing = 0
    /// Could not be looked at now, and left as they are.
    package var unread: [Fault] = []
    /// The second place is away, and what lies there was not looked at.
    package var isSecondAway = false
  }

  /// A file with what is said of it.
  package struct Fault: Sendable, Hashable {
    package var file: String
    package var reason: String
  }

  /// Looks at all of them, several at a time; `progress` hears how many are done, and of how many.
  ///
  /// What is found to be damaged is dropped, and encoded again when a film needs it.
  @concurrent package func run(
    progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) async throws(MontageFailure) -> Outcome {
    try await MontageFailure.wrapping {
      var outcome = Outcome()
      let names = try names(&outcome)
      var done = 0
      // A few at a time keep the workers busy, and the order of a long list in hand.
      for start in stride(from: 0, to: names.count, by: Self.batch) {
        let batch = Array(names[start..<min(start + Self.batch, names.count)])
        for verdict in try await verdicts(on: batch) { outcome.add(verdict) }
        done += batch.count
        progress(done, names.count)
      }
      return outcome
    }
  }

  private func names(_ outcome: inout Outcome) throws -> [String] {
    var names = try store.cache.pieceNames()
    guard let second = store.second else { return names }
    do {
      names += try store.cache.pieceNames(at: second.open().place)
    } catch is SecondPlace.Absence {
      outcome.isSecondAway = true
    }
    return names
  }

  fileprivate enum Verdict: Sendable {
    case sound
    case damaged(Fault)
    case missing
    case unread(Fault)
  }

  private func verdicts(on names: [String]) async throws -> [Verdict] {
    try await withThrowingTaskGroup(of: Verdict?.self) { group in
      for name in names { group.addTask { try await verdict(on: name) } }
      return try await group.reduce(into: []) { all, verdict in
        if let verdict { all.append(verdict) }
      }
    }
  }

  /// Nil for what is no longer listed: somebody gave it up meanwhile.
  private func verdict(on name: String) async throws -> Verdict? {
    guard let stored = try store.cache.piece(name) else { return nil }
    guard try !store.present([stored]).isEmpty else {
      return try store.cache.pieceFile(name) == nil ? .missing : nil
    }
    do {
      let file = try store.open(stored.file)
      let faults = try await pool.run(
        CheckJob(stored.piece), inputs: [file], ticket: WorkTicket(.verification, subject: name)
      ).faults
      guard let fault = faults.first else { return .sound }
      try store.drop([stored])
      return .damaged(Fault(file: name, reason: fault))
    } catch let failure as JobFailure {
      return try verdict(on: stored, failure)
    } catch let error as SystemError {
      return .unread(Fault(file: name, reason: error.reason))
    }
  }

  private func verdict(on stored: StoredPiece, _ failure: JobFailure) throws -> Verdict {
    let fault = Fault(file: stored.file.name, reason: failure.reason.rawValue)
    switch failure.reason {
    case .notMedia, .noPicture, .noSound, .damaged:
      try store.drop([stored])
      return .damaged(fault)
    case .cancelled: throw CancellationError()
    default: return .unread(fault)
    }
  }

  private static let batch = 16
}

extension PieceCheck.Outcome {
  fileprivate mutating func add(_ verdict: PieceCheck.Verdict) {
    switch verdict {
    case .sound: sound += 1
    case .damaged(let fault): damaged.append(fault)
    case .missing: missing += 1
    case .unread(let fault): unread.append(fault)
    }
  }
}

extension CheckJob {
  /// Whether a piece is what it was: each of its groups of pictures is a step of a film without sound.
  init(_ piece: Piece) {
    let groups = piece.spans.sorted { $0.offset < $1.offset }.flatMap(\.groups)
    self.init(
      format: piece.format, houseID: piece.houseID, stepFrames: groups.map(\.frameCount),
      stepDigests: groups.map(\.digest), hasSound: false)
  }
}
