// SPDX-License-Identifier: GPL-3.0-or-later

package import Media
internal import SQLite

/// What a cache no longer knows of some contents.
package struct Forgotten: Hashable, Sendable {
  /// Contents that there was anything to forget of.
  package var contents = 0
  package var measurements = 0
  /// Failures, and tries that wait.
  package var attempts = 0
  /// Off the list already: the files are the caller's to delete.
  package var pieces: [PieceFile] = []

  package init() {}
}

extension Cache {
  /// Drops all that is kept of these contents but analyses that run just now.
  package func forget(_ contents: Set<ContentKey>) throws(CatalogError) -> Forgotten {
    try write { (connection) throws(SQLiteError) in
      var all = Forgotten()
      for content in contents {
        let before = all
        let key = Value(content.text)
        all.pieces += try connection.pieceFiles("source = ?1", [key])
        try connection.execute("DELETE FROM piece WHERE source = ?1", key)
        try connection.execute("DELETE FROM measurement WHERE content = ?1", key)
        all.measurements += connection.changes
        try connection.execute(
          "DELETE FROM attempt WHERE content = ?1 AND state <> 'running'", key)
        all.attempts += connection.changes
        // Nobody finds anything by it now, but that the file is known would be wrong.
        try connection.execute("DELETE FROM identity WHERE content = ?1", key)
        if all != before { all.contents += 1 }
      }
      return all
    }
  }
}
