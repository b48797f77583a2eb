// SPDX-License-Identifier: GPL-3.0-or-later

/// What is promised before a film gets its name: enough to finish or undo it after a crash.
package struct Promise: Hashable, Sendable {
  /// The project folder's path, as the file system's bytes.
  package var project: [UInt8]
  /// The montage's name in its project.
  package var montage: String
  /// The plan that the film was made from.
  package var plan: String
  /// The complete, flushed file, in the folder of the final name.
  package var temporaryName: String
  package var finalName: String
  package var byteCount: Int64
  /// SHA-256 of the whole file, in lower-case hexadecimal.
  package var digest: String
  /// Names what the user asked for, by a digest; empty where nobody recorded it.
  package var request: String
  /// Made before all footage was measured in full: a better film follows.
  package var isPreliminary: Bool

  package init(
    project: [UInt8], montage: String, plan: String, temporaryName: String, finalName: String,
    byteCount: Int64, digest: String, request: String = "", isPreliminary: Bool = false
  ) {
    self.project = project
    self.montage = montage
    self.plan = plan
    self.temporaryName = temporaryName
    self.finalName = finalName
    self.byteCount = byteCount
    self.digest = digest
    self.request = request
    self.isPreliminary = isPreliminary
  }
}

/// A promise and what became of it.
package struct Publication: Hashable, Sendable, Identifiable {
  package let id: Int64
  package let promise: Promise
  package let state: State
  /// In ms since 1970.
  package let started: Int64
  /// In ms since 1970; nil while it is being published.
  package let finished: Int64?
  /// Why it failed; empty otherwise.
  package let message: String
  /// What a full decode found.
  package var verification = Verification.pending

  /// How far a publication is.
  package enum State: String, Hashable, Sendable, CaseIterable {
    case publishing
    case done
    case failed
  }

  /// Whether a published film decodes from end to end.
  package enum Verification: Hashable, Sendable {
    /// Nobody has looked yet.
    case pending
    case sound
    /// With what is wrong.
    case faulty(String)

    init(mark: Int64?, faults: String) {
      switch mark {
      case nil: self = .pending
      case 0: self = .faulty(faults)
      default: self = .sound
      }
    }
  }
}
