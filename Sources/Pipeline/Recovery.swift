// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
internal import Digest
package import Linux

/// Puts right what a crash cut off: each promise was kept or it was not, and nobody holds what a dead process held.
package enum Recovery {
  /// What was found at the start.
  package struct Findings: Sendable, Hashable {
    /// Films that stood in their place, or were brought there now.
    package var kept: [Path] = []
    /// Films that must be made again.
    package var lost: [Path] = []
    /// Films of projects that cannot be reached now, or that another process is publishing.
    package var open: [Path] = []
    /// Analyses that a process left unfinished.
    package var cutOffAnalyses = 0
  }

  /// Settles everything; `now` in ms since 1970.
  package static func run(on store: Store, at now: Int64? = nil) throws -> Findings {
    let now = now ?? .now
    var findings = try settlePublications(of: store.ledger, at: now)
    findings.cutOffAnalyses = try store.cache.endLeases(
      notOf: store.owner.text, at: now, isAlive: { ProcessIdentity($0)?.isAlive ?? false })
    return findings
  }

  /// Looks for the films that were being published when a process died.
  static func settlePublications(of ledger: Ledger, at now: Int64) throws -> Findings {
    var findings = Findings()
    for publication in try ledger.unfinished() {
      let film = place(of: publication.promise)
      switch outcome(of: publication, at: now) {
      case .kept:
        try ledger.complete(publication.id, at: now)
        findings.kept.append(film)
      case .lost:
        try ledger.fail(publication.id, message: "cut off by a crash", at: now)
        findings.lost.append(film)
      case .open: findings.open.append(film)
      }
    }
    return findings
  }

  private enum Outcome { case kept, lost, open }

  /// A project that stayed away for so long is not waited for, in ms: 30 days.
  private static let longestAbsence: Int64 = 30 * 24 * 3_600_000

  private static func outcome(of publication: Publication, at now: Int64) -> Outcome {
    let promise = publication.promise
    let film = place(of: promise)
    guard let folder = film.parent else { return .lost }
    do throws(SystemError) {
      switch try look(at: film, for: promise) {
      case .match: return .kept
      case .owned: return .open
      case .other: break
      }
      guard !promise.temporaryName.isEmpty else { return .lost }
      let name = Array(promise.temporaryName.utf8)
      switch try look(at: folder.joining(name), for: promise) {
      case .match: break
      case .owned: return .open
      case .other: return .lost
      }
      try finish(promise, film: film, in: folder)
      return .kept
    } catch {
      // A share that is away is not one where nothing was published.
      return now - publication.started > longestAbsence ? .lost : .open
    }
  }

  private enum Sight { case match, owned, other }

  /// Whether a file is the film that was promised; a locked one is still in its maker's hands.
  private static func look(at path: Path, for promise: Promise) throws(SystemError) -> Sight {
    let file: FileDescriptor
    do throws(SystemError) {
      file = try FileDescriptor.open(path)
    } catch {
      guard error.isMissing, let folder = path.parent?.parent else { throw error }
      // Its project must be there, or nothing is known.
      _ = try FileStatus.read(folder, followingLinks: true)
      return .other
    }
    guard try FileStatus.read(of: file).size == promise.byteCount,
      try SHA256.hexadecimal(of: file) == promise.digest
    else { return .other }
    // Where files cannot be locked, a film that is complete may be settled by anybody.
    return (try? file.tryLock()) == false ? .owned : .match
  }

  /// The rename that the crash kept from happening; the film of before is kept as it would have been.
  private static func finish(
    _ promise: Promise, film: Path, in folder: Path
  ) throws(SystemError) {
    let directory = try FileDescriptor.open(folder, .directory)
    let montage = MontageFolder(existing: folder, name: promise.montage)
    try montage.keepPrevious(.max)
    try Rename.move(
      Array(promise.temporaryName.utf8), to: film.name, in: directory, replacing: true)
    try Directory.sync(directory)
  }

  private static func place(of promise: Promise) -> Path {
    MontageFolder(standingIn: Path(bytes: promise.project), name: promise.montage).film
  }
}

extension SHA256 {
  /// The digest of a whole file, read in steps of 1 MiB.
  static func hexadecimal(of file: borrowing FileDescriptor) throws(SystemError) -> String {
    var digest = SHA256()
    var offset: Int64 = 0
    while true {
      let bytes = try file.pread(at: offset, count: 1 << 20)
      if bytes.isEmpty { return digest.hexadecimal() }
      digest.update(bytes)
      offset += Int64(bytes.count)
    }
  }
}
