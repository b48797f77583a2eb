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

  /// How far the newest film of a montage is.
  package enum Verdict: Sendable, Hashable {
    /// There is none, or another file stands in its place.
    case absent
    case pending
    case sound
    /// With what is wrong; it is to be made again when no film of its plan was faulty before.
    case faulty(String, isFirst: Bool)
  }

  /// What is known of a film without looking into it.
  package func verdict(of name: String, in project: Path) throws -> Verdict {
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

  /// Decodes the film with the least urgency and notes what that found; throws when it could not be judged.
  package func verify(_ name: String, in project: Path) async throws -> Verdict {
    guard let publication = try store.ledger.lastDone(project: project.bytes, name: name),
      publication.verification == .pending
    else { return try verdict(of: name, in: project) }
    let folder = MontageFolder(existing: project.joining(MontageFolder.folderName), name: name)
    let film = try OpenFile(Path("\(name).mp4"), in: folder.path)
    guard film.status.size == publication.promise.byteCount else { return .absent }
    let faults = try await faults(of: film, named: folder.film)
    try store.ledger.verify(publication.id, faults: faults.joined(separator: "; "))
    return try verdict(of: name, in: project)
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
