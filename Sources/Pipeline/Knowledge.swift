// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
internal import Jobs
package import Linux
package import Watching

/// What is known of a file's measures; sentences are for people and name no file.
package enum Knowledge: Sendable, Hashable {
  case measured
  /// By its key frames only.
  case coarse
  /// Damaged, or no media.
  case rejected(String)
  /// Given up until it changes or somebody asks for another try.
  case quarantined(String)
  /// Failed, and due again `at` ms since 1970.
  case retry(at: Int64, String)
  /// Never measured, or being measured, or its content must be looked at first.
  case unknown
}

extension Measuring {
  /// Says of files whether their content is known, for one start: these need not settle again.
  package func knownFiles() throws -> @Sendable (Fingerprint) -> Bool {
    guard let cache = store?.cache else { return { _ in false } }
    let known = try [Subject.footage, .music].map {
      try cache.knownFiles(kind: $0.kind, version: $0.version)
    }
    return { print in
      let file = FileIdentity(
        device: print.device, inode: print.inode, size: print.size, modified: print.modified,
        changed: print.changed)
      return known.contains { $0[file] != nil }
    }
  }

  /// Up to here asking for each is cheaper than reading about all.
  private static let few = 100

  /// What is known of each of very many files, in a few queries and without opening one.
  package func knowledge(of files: [ScannedFile]) throws -> [Path: Knowledge] {
    guard let store else {
      return Dictionary(files.map { ($0.path, .unknown) }, uniquingKeysWith: { first, _ in first })
    }
    func known(_ subject: Subject, by kind: FileKind) throws -> KnownFiles {
      guard files.contains(where: { $0.kind == kind }) else { return KnownFiles() }
      guard files.count > Self.few else {
        return try store.cache.knownFiles(
          among: files.map { FileIdentity($0.status) }, kind: subject.kind,
          version: subject.version)
      }
      return try store.cache.knownFiles(kind: subject.kind, version: subject.version)
    }
    let footage = try known(.footage, by: .footage)
    let coarse = try known(.coarseFootage, by: .footage)
    let music = try known(.music, by: .music)
    var answer: [Path: Knowledge] = [:]
    answer.reserveCapacity(files.count)
    for file in files {
      let identity = FileIdentity(file.status)
      switch file.kind {
      case .footage:
        let full = Knowledge(footage[identity], of: .footage)
        let isCoarse = full == .unknown && coarse[identity] == .measured
        answer[file.path] = isCoarse ? .coarse : full
      case .music: answer[file.path] = Knowledge(music[identity], of: .music)
      default: answer[file.path] = .unknown
      }
    }
    return answer
  }
}

extension Knowledge {
  fileprivate init(_ known: KnownFiles.Knowledge?, of subject: Subject) {
    guard case .attempted(let attempt) = known else {
      self = known == nil ? .unknown : .measured
      return
    }
    let failure = JobFailure(reason: attempt.fault.reason, detail: attempt.fault.detail)
    switch attempt.state {
    case .running: self = .unknown
    case .waiting:
      // Cut off with its daemon: nothing is known to be wrong with it.
      self =
        attempt.fault.reason.isEmpty
        ? .unknown : .retry(at: attempt.retry ?? 0, failure.retrySentence)
    case .quarantined: self = .quarantined(failure.quarantineSentence)
    case .rejected where attempt.fault.reason == Measuring.unusable:
      self = .rejected(attempt.fault.detail)
    case .rejected: self = .rejected(subject.sentence(for: failure))
    }
  }
}
