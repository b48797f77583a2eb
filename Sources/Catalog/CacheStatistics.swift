// SPDX-License-Identifier: GPL-3.0-or-later

internal import SQLite

/// How much of each kind a cache lists.
package struct CacheStatistics: Hashable, Sendable {
  /// What was measured, by kind.
  package var measurements: [Group] = []
  /// Analyses that did not succeed yet, by their state.
  package var attempts: [Group] = []
  /// In the cache's own folder.
  package var pieces = Group(name: "")
  /// At second places, by the line in their marker.
  package var secondPieces: [Group] = []
  package var soundtracks = Group(name: "")

  /// Rows of one kind.
  package struct Group: Hashable, Sendable {
    package var name: String
    package var count = 0
    /// Of documents or files, in bytes.
    package var bytes: Int64 = 0
  }
}

extension Cache {
  package func statistics() throws(CatalogError) -> CacheStatistics {
    try read { (connection) throws(SQLiteError) in
      var all = CacheStatistics()
      all.measurements = try connection.groups(
        "kind, count(*), sum(length(document)) FROM measurement GROUP BY kind ORDER BY kind")
      all.attempts = try connection.groups(
        "state, count(*), 0 FROM attempt GROUP BY state ORDER BY state")
      let places = try connection.groups(
        "place, count(*), sum(bytes) FROM piece GROUP BY place ORDER BY place")
      all.pieces = places.first { $0.name.isEmpty } ?? all.pieces
      all.secondPieces = places.filter { !$0.name.isEmpty }
      all.soundtracks =
        try connection.groups("'', count(*), coalesce(sum(bytes), 0) FROM soundtrack").first
        ?? all.soundtracks
      return all
    }
  }
}

extension Connection {
  /// Rows of a name, a count and a size.
  fileprivate borrowing func groups(
    _ query: String
  ) throws(SQLiteError) -> [CacheStatistics.Group] {
    try rows("SELECT " + query).map { (row) throws(SQLiteError) in
      CacheStatistics.Group(
        name: try row.text(0), count: Int(try row.integer(1)), bytes: try row.integer(2))
    }
  }
}
