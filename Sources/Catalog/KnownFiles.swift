// SPDX-License-Identifier: GPL-3.0-or-later

internal import SQLite

/// What the cache knows of very many files at one moment, in 16 bytes for each.
package struct KnownFiles: Sendable {
  /// Sorted by digest.
  private var entries: [Entry] = []
  private var attempts: [Attempt] = []

  /// What is known of a file's content.
  package enum Knowledge: Hashable, Sendable {
    case measured
    /// It runs, waits, or is of no use; there may be a measurement all the same.
    case attempted(Attempt)
  }

  /// A digest stands for the identity: two of 100,000 files have the same once in a thousand million starts.
  private struct Entry: Sendable {
    var digest: Int
    /// Index among the attempts; -1 for a measurement.
    var attempt: Int32
  }

  /// Knows nothing.
  package init() {}

  package var count: Int { entries.count }

  /// Nil for a file that nothing is known of, or whose content key must be computed first.
  package subscript(file: FileIdentity) -> Knowledge? {
    let digest = file.hashValue
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].digest < digest { low = middle + 1 } else { high = middle }
    }
    guard entries.indices.contains(low), entries[low].digest == digest else { return nil }
    let attempt = entries[low].attempt
    return attempt < 0 ? .measured : .attempted(attempts[Int(attempt)])
  }

  fileprivate mutating func add(_ file: FileIdentity, _ attempt: Attempt?) {
    var index: Int32 = -1
    if let attempt {
      index = Int32(attempts.count)
      attempts.append(attempt)
    }
    entries.append(Entry(digest: file.hashValue, attempt: index))
  }

  fileprivate mutating func sort() { entries.sort { $0.digest < $1.digest } }
}

extension Cache {
  /// What is known of all files whose content is, in one query.
  package func knownFiles(kind: String, version: Int) throws(CatalogError) -> KnownFiles {
    try read { (connection) throws(SQLiteError) in
      var known = KnownFiles()
      try known.add(from: connection, "", Value(kind), Value(version))
      known.sort()
      return known
    }
  }

  /// What is known of a few files, without reading about all others.
  package func knownFiles(
    among files: [FileIdentity], kind: String, version: Int
  ) throws(CatalogError) -> KnownFiles {
    try read { (connection) throws(SQLiteError) in
      var known = KnownFiles()
      for file in files {
        try known.add(
          from: connection, "AND identity.device = ?3 AND identity.inode = ?4", Value(kind),
          Value(version), Value(bits: file.device), Value(bits: file.inode))
      }
      known.sort()
      return known
    }
  }
}

extension KnownFiles {
  /// Adds what matches; kind and version are the first two values.
  fileprivate mutating func add(
    from connection: borrowing Connection, _ condition: String, _ values: Value...
  ) throws(SQLiteError) {
    var found = self
    try connection.forEachRow(
      """
      SELECT \(attemptColumns), device, inode, size, modified_ns, changed_ns
      FROM identity
      LEFT JOIN measurement AS found ON found.content = identity.content
        AND found.kind = ?1 AND found.version = ?2 AND found.parameters = ''
      LEFT JOIN attempt ON attempt.content = identity.content
        AND attempt.kind = ?1 AND attempt.version = ?2
      WHERE (found.content IS NOT NULL OR attempt.content IS NOT NULL) \(condition)
      """, values
    ) { (row) throws(SQLiteError) in
      let file = FileIdentity(
        device: UInt64(bitPattern: try row.integer(9)),
        inode: UInt64(bitPattern: try row.integer(10)), size: try row.integer(11),
        modified: try row.integer(12), changed: try row.integer(13))
      found.add(file, row.values[0] == .null ? nil : try Attempt(row))
    }
    self = found
  }
}
