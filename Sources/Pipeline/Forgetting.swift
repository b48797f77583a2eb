// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
package import Linux
internal import Media
internal import Status
internal import Watching

/// Makes the cache forget files that people name: what is still there is then measured as if it had just come.
///
/// No file of theirs is touched, and no film: what was published and decided stands in the ledger, and stays.
package struct Forgetting: Sendable {
  let store: Store

  package init(_ store: Store) { self.store = store }

  /// What was forgotten.
  package struct Outcome: Sendable, Hashable {
    /// Footage and songs that were found, and those that something was known of.
    package var files = 0
    package var known = 0
    package var measurements = 0
    /// Failures that kept a file out.
    package var attempts = 0
    package var pieces = 0
    /// Of the pieces.
    package var bytes: Int64 = 0

    package init() {}

    package static func += (sum: inout Outcome, more: Outcome) {
      sum.files += more.files
      sum.known += more.known
      sum.measurements += more.measurements
      sum.attempts += more.attempts
      sum.pieces += more.pieces
      sum.bytes += more.bytes
    }

    /// For people, without a name.
    package var sentence: String {
      guard known > 0 else {
        return "nothing was known of \(Quantity.count(files, "file")) there"
      }
      return "forgot \(Quantity.count(known, "file")): "
        + "\(Quantity.count(measurements, "measurement")), "
        + "\(Quantity.count(pieces, "encoded piece")) (\(Quantity.bytes(bytes))), "
        + "\(Quantity.count(attempts, "failure")); what is still there is measured anew"
    }
  }

  /// Forgets a file, or all footage and songs below a folder; blocks while their disk does.
  package func forget(_ path: Path) throws(MontageFailure) -> Outcome {
    var outcome = Outcome()
    do {
      let contents = try contents(of: path, &outcome)
      let forgotten = try store.cache.forget(contents)
      outcome.known = forgotten.contents
      outcome.measurements = forgotten.measurements
      outcome.attempts = forgotten.attempts
      outcome.pieces = forgotten.pieces.count
      outcome.bytes = forgotten.pieces.reduce(0) { $0 + $1.byteCount }
      try store.delete(forgotten.pieces)
      if forgotten.contents > 0 { try store.forgetPreparations() }
      return outcome
    } catch {
      throw MontageFailure(wrapping: error)
    }
  }

  private func contents(of path: Path, _ outcome: inout Outcome) throws -> Set<ContentKey> {
    let status: FileStatus
    do throws(SystemError) {
      status = try FileStatus.read(path, followingLinks: true)
    } catch {
      throw MontageFailure(reading: path, error)
    }
    var contents: Set<ContentKey> = []
    guard status.kind == .directory else {
      outcome.files = 1
      try content(of: path).map { _ = contents.insert($0) }
      return contents
    }
    var folders = [Path(bytes: [])]
    while let folder = folders.popLast() {
      for entry in try Directory.entries(path.joining(folder)) {
        let below = folder.joining(entry.name)
        if entry.kind == .directory, FolderRule(below) == .enter { folders.append(below) }
        guard entry.kind == .regular, [.footage, .music].contains(FileKind(name: entry.name)) else {
          continue
        }
        outcome.files += 1
        try content(of: path.joining(below)).map { _ = contents.insert($0) }
      }
    }
    return contents
  }

  /// What the cache calls the file's content; nil for a file that cannot be read.
  private func content(of file: Path) throws -> ContentKey? {
    guard let open = try? OpenFile(named: file) else { return nil }
    if let known = try store.cache.content(of: open.identity) { return known }
    return try? open.contentKey()
  }
}
