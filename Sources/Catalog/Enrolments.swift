// SPDX-License-Identifier: GPL-3.0-or-later

internal import SQLite

extension Ledger {
  /// The marker that a drop folder had when it was enrolled; another or none there means that it is away.
  package func marker(of folder: [UInt8]) throws(CatalogError) -> String? {
    try read { (connection) throws(SQLiteError) in
      try connection.row("SELECT marker FROM enrolment WHERE folder = ?1", Value(folder))?.text(0)
    }
  }

  /// Takes a drop folder in, or in place of the one that its path named before; `time` in ms since 1970.
  package func enrol(folder: [UInt8], marker: String, at time: Int64) throws(CatalogError) {
    try write { (connection) throws(SQLiteError) in
      try connection.execute(
        "INSERT OR REPLACE INTO enrolment VALUES (?1, ?2, ?3)", Value(folder), Value(marker),
        Value(time))
    }
  }
}
