// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
internal import Digest
internal import Linux

/// Puts the ledger right after a crash: each promise was kept or it was not.
enum Recovery {
  /// Looks for the films that were being published when a process died; answers how many there were.
  static func settlePublications(of store: Store) throws -> Int {
    let unfinished = try store.ledger.unfinished()
    for publication in unfinished {
      if isKept(publication.promise) {
        try store.ledger.complete(publication.id, at: .now)
      } else {
        try store.ledger.fail(publication.id, message: "cut off by a crash", at: .now)
      }
    }
    return unfinished.count
  }

  /// The very film that was promised stands in its place.
  private static func isKept(_ promise: Promise) -> Bool {
    do {
      let folder = Path(bytes: promise.project).joining(MontageFolder.folderName)
      let file = try FileDescriptor.open(folder.joining(promise.montage + ".mp4"))
      guard try FileStatus.read(of: file).size == promise.byteCount else { return false }
      return try SHA256.hexadecimal(of: file) == promise.digest
    } catch {
      // No film there, or none that can be read.
      return false
    }
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
