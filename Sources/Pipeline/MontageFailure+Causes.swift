// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
internal import Jobs
package import Linux

extension MontageFailure {
  /// Turns whatever a stage threw into words for people.
  package init(wrapping error: any Error) {
    switch error {
    case let failure as MontageFailure: self = failure
    case let failure as JobFailure: self.init(failure)
    case let unusable as UnusableFootage: self = unusable.failure
    case let refusal as Refusal: self.init(refusal)
    case let error as SystemError:
      self.init(writing: error.path ?? Path("the film's folder"), error)
    case let error as CatalogError: self.init(error)
    case is CancellationError: self.init(.cancelled, "cancelled")
    default: self.init(.fault, "something went wrong (\(error)); please report this")
    }
  }

  static func wrapping<Answer: Sendable>(
    _ body: () async throws -> Answer
  ) async throws(MontageFailure) -> Answer {
    do {
      return try await body()
    } catch {
      throw MontageFailure(wrapping: error)
    }
  }

  /// A file that a person named cannot be read.
  package init(reading path: Path, _ error: SystemError) {
    if error.isMissing {
      self.init(.missing, "\(path): there is no such file; correct the path")
    } else {
      let kind: Kind =
        error.isPermission ? .permission : error.isStorageFailure ? .storage : .input
      self.init(kind, "\(path): \(error.readingSentence)")
    }
  }

  /// Something could not be written; `place` is where, for people.
  package init(writing place: Path, _ error: SystemError) {
    let (kind, text): (Kind, String) =
      if error.isFull {
        (.output, "the disk is full; make room and try again")
      } else if error.isPermission {
        (.permission, "may not be written (\(error.reason)); \(Self.permission(to: place))")
      } else if error.isStorageFailure {
        (.storage, "cannot be written (\(error.reason)); check the disk or the share")
      } else if error.alreadyExists {
        (.output, "a file stands where a folder is needed; rename it")
      } else if error.isMissing {
        (.output, "there is no such folder; make it, or correct the path")
      } else {
        (.output, "cannot be written (\(error.reason)); check the disk and try again")
      }
    self.init(kind, "\(place): \(text)")
  }

  /// What lets this program write at a place; a command where its group alone may not.
  private static func permission(to place: Path) -> String {
    let own = PeerCredentials.own
    let folder = [place, place.parent].compactMap(\.self).lazy.compactMap { path in
      (try? FileStatus.read(path)).flatMap { $0.kind == .directory ? (path, $0) : nil }
    }.first
    if let (path, status) = folder, own.groups.contains(status.group),
      status.permissions & 0o020 == 0
    {
      return "let its group write there: chmod g+w \(UnitText.shell(path))"
    }
    return "let the user \(AccountName.user(own.user) ?? String(own.user)) write there"
  }

  private init(_ error: CatalogError) {
    let (kind, remedy): (Kind, String) =
      switch error.fault {
      case .full: (.output, "make room on its disk")
      case .busy: (.temporary, "another process is using it, try again")
      case .denied: (.permission, "check the permissions of its folder")
      case .inputOutput: (.storage, "check its disk")
      case .foreign, .newer: (.output, "move the file away, or use the program that wrote it")
      case .damaged, .unexpected: (.fault, "move the file away, and please report this")
      }
    self.init(kind, "\(error.path): cannot be used (\(error.reason)); \(remedy)")
  }
}
