// SPDX-License-Identifier: GPL-3.0-or-later

internal import SQLite

extension Cache {
  /// How many workers of a class are remembered: enough to see the largest that is usual.
  private static let rememberedPeaks = 50

  /// Remembers how much memory a worker of `workClass` really used, in bytes.
  package func note(peak bytes: Int64, of workClass: String) throws(CatalogError) {
    try write { (connection) throws(SQLiteError) in
      try connection.execute(
        "INSERT INTO peak(class, bytes) VALUES (?1, ?2)", Value(workClass), Value(bytes))
      try connection.execute(
        """
        DELETE FROM peak WHERE class = ?1 AND id <= (
          SELECT id FROM peak WHERE class = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)
        """, Value(workClass), Value(Self.rememberedPeaks))
    }
  }

  /// The memory that workers of each class used, the oldest first, the newest few only.
  package func peaks() throws(CatalogError) -> [String: [Int64]] {
    try read { (connection) throws(SQLiteError) in
      var peaks: [String: [Int64]] = [:]
      for row in try connection.rows("SELECT class, bytes FROM peak ORDER BY id") {
        peaks[try row.text(0), default: []].append(try row.integer(1))
      }
      return peaks
    }
  }
}
