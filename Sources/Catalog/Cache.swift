// SPDX-License-Identifier: GPL-3.0-or-later

internal import SQLite
internal import Synchronization

/// What can be computed again: measurements, the content of known files, and the list of pieces.
///
/// Tables of `cache.db`; every document is JSON with sorted keys.
/// - `measurement`: one analysis by content, kind, analyser version and parameters.
/// - `identity`: which content a file had when it was last read; a file is its device and inode.
/// - `attempt`: analyses that run, failed, or were given up, by content, kind and version; a success leaves no row.
/// - `peak`: the memory that workers of each class really used, the newest few.
/// - `place`: what the identities hold for: the device and mount of each drop folder, and under no folder's
///   name the boot.
/// - `piece`: house-format pieces in the cache folder, by source, canvas, rate, fit and encoder version; `worth` says
///   how gladly films take it, 0 to 1000; `place` is empty for the cache folder, else what the marker of the second
///   place holds.
/// - `preparation`: for each folder of footage, a text that stands for what was encoded ahead of films there.
/// - `soundtrack`: encoded sounds of films in the cache folder, by a digest of what they were made from.
package final class Cache: Sendable {
  package let path: String
  private let state: Mutex<State>

  /// Opens `path`, or makes it; a damaged file is set aside and the cache starts empty.
  package init(path: String) throws(CatalogError) {
    self.path = path
    let database = try Self.open(path, check: .afterCrash)
    state = Mutex(
      State(database: database, damagedCopies: database.damagedCopy.map { [$0] } ?? []))
  }

  /// Where damaged files were moved since this cache was opened.
  package var damagedCopies: [String] { state.withLock { $0.damagedCopies } }

  /// Rows dropped because their document could not be read, since this cache was opened.
  package var undecodableRows: Int { state.withLock { $0.undecodableRows } }

  func countUndecodableRow() { state.withLock { $0.undecodableRows += 1 } }

  /// Copies the write-ahead log into the file, so that the next start finds nothing to do.
  package func checkpoint() throws(CatalogError) {
    try surviving { (database) throws(SQLiteError) in try database.checkpoint() }
  }

  /// Runs `body` as one transaction that may write.
  func write<Answer: Sendable>(
    _ body: (borrowing Connection) throws(SQLiteError) -> Answer
  ) throws(CatalogError) -> Answer {
    try surviving { (database) throws(SQLiteError) in try database.transaction(body) }
  }

  /// Runs `body` on one unchanging state of the cache.
  func read<Answer: Sendable>(
    _ body: (borrowing Connection) throws(SQLiteError) -> Answer
  ) throws(CatalogError) -> Answer {
    try surviving { (database) throws(SQLiteError) in try database.read(body) }
  }

  /// Runs `body`, and once more on an empty cache when the file turns out to be damaged.
  private func surviving<Answer: Sendable>(
    _ body: (Database) throws(SQLiteError) -> Answer
  ) throws(CatalogError) -> Answer {
    try state.withLock { (state) throws(CatalogError) in
      do throws(CatalogError) { return try run(body, on: &state, reopening: .always) } catch {
        guard error.fault == .damaged, state.database != nil else { throw error }
      }
      // The last reference: closing comes before setting aside.
      state.database = nil
      return try run(body, on: &state, reopening: .condemned)
    }
  }

  private func run<Answer: Sendable>(
    _ body: (Database) throws(SQLiteError) -> Answer, on state: inout State,
    reopening check: StartCheck
  ) throws(CatalogError) -> Answer {
    let database: Database
    if let open = state.database, open.isInPlace {
      database = open
    } else {
      // Closed first where somebody took the file away: the cache goes on with a new one.
      state.database = nil
      database = try Self.open(path, check: check)
      state.database = database
      if let copy = database.damagedCopy { state.damagedCopies.append(copy) }
    }
    do throws(SQLiteError) {
      return try body(database)
    } catch {
      throw CatalogError(error, path: path)
    }
  }

  private static func open(_ path: String, check: StartCheck) throws(CatalogError) -> Database {
    do throws(OpenFailure) {
      return try Database(path: path, schema: schema, durability: .normal, check: check)
    } catch {
      throw CatalogError(error, path: path)
    }
  }

  private struct State {
    /// Nil after damage that could not be repaired, until the next call tries again.
    var database: Database?
    var damagedCopies: [String]
    var undecodableRows = 0
  }

  private static let schema = Schema(
    // "mtgc"
    applicationID: 0x6D74_6763,
    migrations: [
      """
      CREATE TABLE measurement(
        content TEXT NOT NULL, kind TEXT NOT NULL, version INTEGER NOT NULL,
        parameters TEXT NOT NULL, document TEXT NOT NULL,
        PRIMARY KEY (content, kind, version, parameters)) STRICT;
      CREATE INDEX measurement_kind ON measurement(kind, version, parameters);

      CREATE TABLE identity(
        device INTEGER NOT NULL, inode INTEGER NOT NULL, size INTEGER NOT NULL,
        modified_ns INTEGER NOT NULL, changed_ns INTEGER NOT NULL, content TEXT NOT NULL,
        PRIMARY KEY (device, inode)) STRICT, WITHOUT ROWID;

      CREATE TABLE piece(
        file TEXT NOT NULL PRIMARY KEY, source TEXT NOT NULL,
        width INTEGER NOT NULL, height INTEGER NOT NULL, rate TEXT NOT NULL, fit TEXT NOT NULL,
        encoder INTEGER NOT NULL, bytes INTEGER NOT NULL, used_ms INTEGER NOT NULL,
        document TEXT NOT NULL) STRICT;
      CREATE INDEX piece_source ON piece(source, width, height, rate, fit, encoder);
      CREATE INDEX piece_used ON piece(used_ms);
      """,
      """
      CREATE TABLE attempt(
        content TEXT NOT NULL, kind TEXT NOT NULL, version INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('running', 'waiting', 'rejected', 'quarantined')),
        count INTEGER NOT NULL, failures INTEGER NOT NULL DEFAULT 0,
        owner TEXT NOT NULL, since_ms INTEGER NOT NULL,
        retry_ms INTEGER, reason TEXT NOT NULL DEFAULT '', detail TEXT NOT NULL DEFAULT '',
        witnesses TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (content, kind, version)) STRICT;
      CREATE INDEX attempt_kind ON attempt(kind, version, state);

      CREATE TABLE peak(
        id INTEGER PRIMARY KEY, class TEXT NOT NULL, bytes INTEGER NOT NULL) STRICT;
      CREATE INDEX peak_class ON peak(class, id);

      CREATE TABLE place(
        folder BLOB NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
      """,
      """
      ALTER TABLE piece ADD COLUMN worth INTEGER NOT NULL DEFAULT 1000;

      CREATE TABLE preparation(
        folder BLOB NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
      """,
      """
      CREATE TABLE soundtrack(
        key TEXT NOT NULL PRIMARY KEY, file TEXT NOT NULL, bytes INTEGER NOT NULL,
        used_ms INTEGER NOT NULL, document TEXT NOT NULL) STRICT, WITHOUT ROWID;
      """,
      """
      ALTER TABLE piece ADD COLUMN place TEXT NOT NULL DEFAULT '';
      CREATE INDEX piece_place ON piece(place, worth);
      """,
    ])
}
