// SPDX-License-Identifier: GPL-3.0-or-later

internal import SQLite

/// Somebody's wish that nothing runs for a folder.
package struct Pause: Hashable, Sendable {
  /// The folder's path, as the file system's bytes; empty for everything.
  package var folder: [UInt8]
  /// Work that runs is stopped too, not only no more begun.
  package var isImmediate: Bool
  /// In ms since 1970.
  package var since: Int64
  /// When it ends by itself, in ms since 1970; nil when it does not.
  package var until: Int64?

  package init(folder: [UInt8], isImmediate: Bool, since: Int64, until: Int64? = nil) {
    self.folder = folder
    self.isImmediate = isImmediate
    self.since = since
    self.until = until
  }
}

extension Ledger {
  /// Halts a folder, or with an empty one everything, until `until` or `resume`; times are ms since 1970.
  package func pause(
    folder: [UInt8], immediately: Bool, until: Int64?, at time: Int64
  ) throws(CatalogError) {
    try write { (connection) throws(SQLiteError) in
      try connection.execute(
        "INSERT OR REPLACE INTO decision VALUES (?1, '', 'paused', ?2, ?3, ?4)",
        Value(folder), Value(immediately ? Self.immediate : ""), Value(time),
        until.map { Value($0) } ?? .null)
    }
  }

  /// Ends the pause of a folder, or with an empty one every pause; answers how many there were.
  package func resume(folder: [UInt8]) throws(CatalogError) -> Int {
    try write { (connection) throws(SQLiteError) in
      try connection.execute(
        "DELETE FROM decision WHERE kind = 'paused' AND (folder = ?1 OR ?1 = x'')", Value(folder))
      return connection.changes
    }
  }

  /// The pauses that hold at `time`, in ms since 1970; those that ended before are forgotten.
  package func pauses(at time: Int64) throws(CatalogError) -> [Pause] {
    let all = try read { (connection) throws(SQLiteError) in
      try connection.rows(
        """
        SELECT folder, detail, since_ms, until_ms FROM decision WHERE kind = 'paused'
        ORDER BY folder
        """
      ).map { (row) throws(SQLiteError) in
        Pause(
          folder: try row.blob(0), isImmediate: try row.text(1) == Self.immediate,
          since: try row.integer(2), until: try row.optionalInteger(3))
      }
    }
    let holding = all.filter { pause in pause.until.map { $0 > time } ?? true }
    if holding.count < all.count { try forgetPauses(endedBy: time) }
    return holding
  }

  /// Keeps a film from being made for as long as the user asks for the same, which `request` names.
  package func cancel(
    folder: [UInt8], montage: String, request: String, at time: Int64
  ) throws(CatalogError) {
    try write { (connection) throws(SQLiteError) in
      try connection.execute(
        "INSERT OR REPLACE INTO decision VALUES (?1, ?2, 'cancelled', ?3, ?4, NULL)",
        Value(folder), Value(montage), Value(request), Value(time))
    }
  }

  /// The request whose film somebody cancelled; nil when none was.
  package func cancellation(folder: [UInt8], montage: String) throws(CatalogError) -> String? {
    try read { (connection) throws(SQLiteError) in
      try connection.row(
        "SELECT detail FROM decision WHERE folder = ?1 AND montage = ?2 AND kind = 'cancelled'",
        Value(folder), Value(montage))?.text(0)
    }
  }

  /// Takes a cancellation back; none there is fine.
  package func uncancel(folder: [UInt8], montage: String) throws(CatalogError) {
    try write { (connection) throws(SQLiteError) in
      try connection.execute(
        "DELETE FROM decision WHERE folder = ?1 AND montage = ?2 AND kind = 'cancelled'",
        Value(folder), Value(montage))
    }
  }

  private func forgetPauses(endedBy time: Int64) throws(CatalogError) {
    try write { (connection) throws(SQLiteError) in
      try connection.execute(
        "DELETE FROM decision WHERE kind = 'paused' AND until_ms <= ?1", Value(time))
    }
  }

  /// The detail of a pause that stops running work.
  private static let immediate = "immediately"
}
