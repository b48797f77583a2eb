// SPDX-License-Identifier: GPL-3.0-or-later

internal import SQLite

extension Cache {
  /// Drops what no program of this version asks for: measurements of older analysers, pieces of other encoders.
  ///
  /// `versions` are those of the analysers, by kind; kinds that are not named stay. The files are the caller's to delete.
  package func removeOutdated(
    versions: [String: Int], encoder: Int
  ) throws(CatalogError) -> Forgotten {
    try write { (connection) throws(SQLiteError) in
      var all = Forgotten()
      for (kind, version) in versions {
        try connection.execute(
          "DELETE FROM measurement WHERE kind = ?1 AND version < ?2", Value(kind), Value(version))
        all.measurements += connection.changes
        try connection.execute(
          "DELETE FROM attempt WHERE kind = ?1 AND version < ?2 AND state <> 'running'",
          Value(kind), Value(version))
        all.attempts += connection.changes
      }
      all.pieces = try connection.pieceFiles("encoder < ?1", [Value(encoder)])
      try connection.execute("DELETE FROM piece WHERE encoder < ?1", Value(encoder))
      return all
    }
  }
}
