// SPDX-License-Identifier: GPL-3.0-or-later

internal import SQLite

extension Cache {
  /// What stands for the work that was done ahead of films for the footage of a folder; nil for none.
  package func preparation(of folder: [UInt8]) throws(CatalogError) -> String? {
    try read { (connection) throws(SQLiteError) in
      try connection.row("SELECT value FROM preparation WHERE folder = ?1", Value(folder))?.text(0)
    }
  }

  package func notePreparation(of folder: [UInt8], as value: String) throws(CatalogError) {
    try write { (connection) throws(SQLiteError) in
      try connection.execute(
        "INSERT OR REPLACE INTO preparation VALUES (?1, ?2)", Value(folder), Value(value))
    }
  }

  /// Has everything looked at again: after pieces were lost that nobody gave up on purpose.
  package func forgetPreparations() throws(CatalogError) {
    try write { (connection) throws(SQLiteError) in
      try connection.execute("DELETE FROM preparation")
    }
  }
}
