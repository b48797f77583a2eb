// SPDX-License-Identifier: GPL-3.0-or-later

/// What the cache holds, as `montagectl cache stats --json` and the control socket tell it.
///
/// Keys are written in snake case, sizes are in bytes.
package struct CacheStatus: Codable, Sendable, Hashable {
  /// The cache's folder.
  package var path: String
  /// The database, with what was written to it last.
  package var databaseBytes: Int64 = 0
  /// What was measured, by what it was measured as.
  package var measurements: [Kind] = []
  /// Analyses that run, wait for another try or were given up, by which of these; they have no size.
  package var attempts: [Kind] = []
  package var pieces: Place
  /// Encoded sounds of films.
  package var soundtracks = Kind(name: "soundtracks")
  /// Nil without a second place.
  package var second: Place?

  package init(path: String) {
    self.path = path
    pieces = Place(path: path)
  }

  enum CodingKeys: String, CodingKey {
    case path, measurements, attempts, pieces, soundtracks, second
    case databaseBytes = "database_bytes"
  }

  /// Things of one kind.
  package struct Kind: Codable, Sendable, Hashable {
    package var name: String
    package var count = 0
    package var bytes: Int64 = 0

    package init(name: String, count: Int = 0, bytes: Int64 = 0) {
      self.name = name
      self.count = count
      self.bytes = bytes
    }
  }

  /// A folder of encoded footage.
  package struct Place: Codable, Sendable, Hashable {
    package var path: String
    package var count = 0
    package var bytes: Int64 = 0
    /// What all of it may take; nil while that cannot be told.
    package var limit: Int64?
    /// Why it cannot be used now; nil when it can.
    package var absence: String?

    package init(path: String) { self.path = path }
  }
}
