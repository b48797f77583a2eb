// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import SQLite

extension Cache {
  /// Takes over what a process held that is gone; false when somebody else was faster.
  package func takeOver(
    _ key: MeasurementKey, from owner: String, at time: Int64
  ) throws(CatalogError) -> Bool {
    try write { (connection) throws(SQLiteError) in
      try connection.execute(
        """
        UPDATE attempt SET state = 'waiting', retry_ms = ?5, since_ms = ?5
        WHERE content = ?1 AND kind = ?2 AND version = ?3 AND state = 'running' AND owner = ?4
        """, Value(key.content.text), Value(key.kind), Value(key.version), Value(owner),
        Value(time))
      return connection.changes == 1
    }
  }

  /// Ends what processes other than `owner` began and did not end, but for those that `isAlive`; answers how many.
  ///
  /// They may be tried again at once, and still count as begun: what was running in each of several killed
  /// daemons is worth some caution.
  package func endLeases(
    notOf owner: String, at time: Int64 = 0, isAlive: (String) -> Bool = { _ in false }
  ) throws(CatalogError) -> Int {
    let owners = try read { (connection) throws(SQLiteError) in
      try connection.rows("SELECT DISTINCT owner FROM attempt WHERE state = 'running'")
        .map { (row) throws(SQLiteError) in try row.text(0) }
    }
    let gone = owners.filter { $0 != owner && !isAlive($0) }
    guard !gone.isEmpty else { return 0 }
    return try write { (connection) throws(SQLiteError) in
      var count = 0
      for owner in gone {
        try connection.execute(
          """
          UPDATE attempt SET state = 'waiting', retry_ms = ?2, since_ms = ?2
          WHERE state = 'running' AND owner = ?1
          """, Value(owner), Value(time))
        count += connection.changes
      }
      return count
    }
  }
}
