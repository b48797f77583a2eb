// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
internal import Jobs
package import Linux
internal import Workers

/// Decodes published films from end to end, and notes in the ledger what that found.
package struct Verifying: Sendable {
  private let store: Store
  private let pool: WorkerPool

  package init(_ workshop: Workshop) {
    store = workshop.store
    pool = workshop.pool
  }

  /// How far the newest films of a montage are.
  package enum Verdict: Sendable, Hashable {
    /// There is none, or another file stands in its place.
    case absent
    case pending
    case sound
    /// With what is wrong; it is to be made again when no film of its plan was faulty before.
    case faulty(String, isFirst: Bool)
  }

  /// What is known of a montage's films without looking into them.
  package func verdict(of name: String, in project: Path) throws -> Verdict {
    Self.judge(
      try editions(of: name, in: project).map { ($0, try verdict(ofFilm: $0, in: project)) })
  }

  /// Decodes the films of a montage with the least urgency and notes what that found; throws when one could not be judged.
  package func verify(_ name: String, in project: Path) async throws -> Verdict {
    var found: [(film: String, verdict: Verdict)] = []
    for film in try editions(of: name, in: project) {
      found.append((film, try await verify(film: film, in: project)))
    }
    return Self.judge(found)
  }

  /// One film that is faulty makes its montage so; else one that waits; what is missing beside the first one is nobody's loss.
  private static func judge(_ films: [(film: String, verdict: Verdict)]) -> Verdict {
    for (index, (film, verdict)) in films.enumerated() {
      guard case .faulty(let faults, let isFirst) = verdict else { continue }
      return .faulty(index == 0 ? faults : "\(film): \(faults)", isFirst: isFirst)
    }
    return films.contains { $0.verdict == .pending } ? .pending : films[0].verdict
  }

  /// The names of a montage's films, the first one first: also of those that its config asks for no more.
  private func editions(of name: String, in project: Path) throws -> [String] {
    [name]
      + (try store.ledger.montages(of: project.bytes)).filter {
        $0 != name && Edition.isName($0, of: name)
      }
  }

  private func verdict(ofFilm name: String, in project: Path) throws -> Verdict {
    guard let publication = try store.ledger.lastDone(project: project.bytes, name: name) else {
      return .absent
    }
    switch publication.verification {
    case .pending: return .pending
    case .sound: return .sound
    case .faulty(let faults):
      let count = try store.ledger.faultyCount(
        project: project.bytes, name: name, plan: publication.promise.plan)
      return .faulty(faults, isFirst: count == 1)
    }
  }

  private func verify(film name: String, in project: Path) async throws -> Verdict {
    guard let publication = try store.ledger.lastDone(project: project.bytes, name: name),
      publication.verification == .pending
    else { return try verdict(ofFilm: name, in: project) }
    let folder = MontageFolder(standingIn: project, name: name)
    // One that its owner took away is missed by whoever asks for it.
    guard folder.hasFilm else { return .absent }
    let film = try OpenFile(Path("\(name).mp4"), in: folder.path)
    guard film.status.size == publication.promise.byteCount else { return .absent }
    let faults = try await faults(of: film, named: folder.film)
    try store.ledger.verify(publication.id, faults: faults.joined(separator: "; "))
    return try verdict(ofFilm: name, in: project)
  }

  private func faults(of film: OpenFile, named name: Path) async throws -> [String] {
    do throws(JobFailure) {
      return try await pool.run(
        VerifyJob(), inputs: [film], ticket: WorkTicket(.verification, subject: name.display)
      ).faults
    } catch {
      switch error.reason {
      case .notMedia, .noPicture, .noSound, .damaged, .crashed, .stalled:
        return ["it does not decode (\(error.reason.rawValue))"]
      case .readError, .writeError, .outOfMemory, .notInstalled, .cancelled, .badOrder, .badTable:
        throw error
      }
    }
  }
}
