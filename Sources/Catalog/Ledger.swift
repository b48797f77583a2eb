// SPDX-License-Identifier: GPL-3.0-or-later

internal import SQLite

/// What must not be forgotten: which films were promised, which are published; every call is safe on disk when it returns.
///
/// Tables of `ledger.db`; folders are paths as the file system's bytes.
/// - `publication`: a row for each attempt to publish; it only goes from `publishing` to `done` or `failed`, and a done one
///   is marked when the film was verified.
/// - `decision`: what somebody paused or cancelled; the folder of a pause of everything is empty.
/// - `enrolment`: the marker by which a drop folder, or the second place of the cache, is told from the empty folder that
///   it is mounted on.
package final class Ledger: Sendable {
  package let path: String
  /// Where a damaged ledger was moved when this one was opened: its history is lost, the films are not.
  package let damagedCopy: String?
  private let database: Database

  /// Opens `path`, or makes it; a file of another program or a newer version is refused untouched.
  package init(path: String) throws(CatalogError) {
    self.path = path
    do throws(OpenFailure) {
      database = try Database(
        path: path, schema: Self.schema, durability: .full, check: .always)
    } catch {
      throw CatalogError(error, path: path)
    }
    damagedCopy = database.damagedCopy
  }

  /// Promises a film, before its file is renamed; `time` in ms since 1970.
  package func begin(_ promise: Promise, at time: Int64) throws(CatalogError) -> Publication.ID {
    try write { (connection) throws(SQLiteError) in
      try connection.execute(
        """
        INSERT INTO publication(
          project, montage, plan, state, temporary_name, final_name, bytes, sha256, request,
          preliminary, started_ms)
        VALUES (?1, ?2, ?3, 'publishing', ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        """, Value(promise.project), Value(promise.montage), Value(promise.plan),
        Value(promise.temporaryName), Value(promise.finalName), Value(promise.byteCount),
        Value(promise.digest), Value(promise.request), Value(promise.isPreliminary ? 1 : 0),
        Value(time))
      return connection.lastInsertedRow
    }
  }

  /// Proves that a transaction can be had; fails when another process keeps the ledger locked for long.
  package func probe() throws(CatalogError) {
    try write { (_) throws(SQLiteError) in }
  }

  /// Copies the write-ahead log into the file, so that the next start finds nothing to do.
  package func checkpoint() throws(CatalogError) {
    try told { () throws(SQLiteError) in try database.checkpoint() }
  }

  /// The film stands under its final name; to say so again is no mistake.
  package func complete(_ id: Publication.ID, at time: Int64) throws(CatalogError) {
    try finish(id, as: .done, at: time, message: "")
  }

  /// The film was not published.
  package func fail(_ id: Publication.ID, message: String, at time: Int64) throws(CatalogError) {
    try finish(id, as: .failed, at: time, message: message)
  }

  /// Publications that a crash cut off, oldest first.
  package func unfinished() throws(CatalogError) -> [Publication] {
    try publications("WHERE state = 'publishing' ORDER BY id")
  }

  /// The newest publication of a montage, whatever became of it.
  package func last(project: [UInt8], name: String) throws(CatalogError) -> Publication? {
    try publications(
      "WHERE project = ?1 AND montage = ?2 ORDER BY id DESC LIMIT 1", Value(project), Value(name)
    ).first
  }

  /// The newest publication of a montage that was completed.
  package func lastDone(project: [UInt8], name: String) throws(CatalogError) -> Publication? {
    try publications(
      "WHERE project = ?1 AND montage = ?2 AND state = 'done' ORDER BY id DESC LIMIT 1",
      Value(project), Value(name)
    ).first
  }

  /// The montages of a project that were published, in the order of their first publications.
  package func montages(of project: [UInt8]) throws(CatalogError) -> [String] {
    try read { (connection) throws(SQLiteError) in
      try connection.rows(
        """
        SELECT montage FROM publication WHERE project = ?1 AND state = 'done'
        GROUP BY montage ORDER BY MIN(id)
        """, [Value(project)]
      ).map { (row) throws(SQLiteError) in try row.text(0) }
    }
  }

  /// What a full decode of a published film found; `faults` is empty when nothing was wrong.
  package func verify(_ id: Publication.ID, faults: String) throws(CatalogError) {
    try write { (connection) throws(SQLiteError) in
      try connection.execute(
        "UPDATE publication SET verified = ?2, faults = ?3 WHERE id = ?1 AND state = 'done'",
        Value(id), Value(faults.isEmpty ? 1 : 0), Value(faults))
    }
  }

  /// How many films of this plan were published and found faulty.
  package func faultyCount(
    project: [UInt8], name: String, plan: String
  ) throws(CatalogError) -> Int {
    try publications(
      "WHERE project = ?1 AND montage = ?2 AND plan = ?3 AND verified = 0",
      Value(project), Value(name), Value(plan)
    ).count
  }

  private func finish(
    _ id: Publication.ID, as state: Publication.State, at time: Int64, message: String
  ) throws(CatalogError) {
    let changes = try write { (connection) throws(SQLiteError) in
      try connection.execute(
        """
        UPDATE publication SET state = ?2, finished_ms = ?3, message = ?4
        WHERE id = ?1 AND (state = 'publishing' OR state = ?2 AND state = 'done')
        """, Value(id), Value(state.rawValue), Value(time), Value(message))
      return connection.changes
    }
    guard changes == 1 else {
      throw CatalogError(
        fault: .unexpected, path: path, reason: "publication \(id) is not being published")
    }
  }

  private func publications(
    _ condition: String, _ values: Value...
  ) throws(CatalogError) -> [Publication] {
    try read { (connection) throws(SQLiteError) in
      try connection.rows("SELECT \(Self.columns) FROM publication \(condition)", values)
        .map { (row) throws(SQLiteError) in try Publication(row) }
    }
  }

  /// Runs `body` as one transaction that may write.
  func write<Answer: Sendable>(
    _ body: (borrowing Connection) throws(SQLiteError) -> Answer
  ) throws(CatalogError) -> Answer {
    try told { () throws(SQLiteError) in try database.transaction(body) }
  }

  /// Runs `body` on one unchanging state of the ledger.
  func read<Answer: Sendable>(
    _ body: (borrowing Connection) throws(SQLiteError) -> Answer
  ) throws(CatalogError) -> Answer {
    try told { () throws(SQLiteError) in try database.read(body) }
  }

  /// Runs `body`, naming the ledger in its error.
  private func told<Answer>(
    _ body: () throws(SQLiteError) -> Answer
  ) throws(CatalogError) -> Answer {
    do throws(SQLiteError) { return try body() } catch { throw CatalogError(error, path: path) }
  }

  private static let columns = """
    id, project, montage, plan, temporary_name, final_name, bytes, sha256,
    state, started_ms, finished_ms, message, request, preliminary, verified, faults
    """

  private static let schema = Schema(
    // "mtgl"
    applicationID: 0x6D74_676C,
    migrations: [
      """
      CREATE TABLE publication(
        id INTEGER PRIMARY KEY, project BLOB NOT NULL, montage TEXT NOT NULL, plan TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('publishing', 'done', 'failed')),
        temporary_name TEXT NOT NULL, final_name TEXT NOT NULL,
        bytes INTEGER NOT NULL, sha256 TEXT NOT NULL,
        started_ms INTEGER NOT NULL, finished_ms INTEGER,
        message TEXT NOT NULL DEFAULT '') STRICT;
      CREATE INDEX publication_montage ON publication(project, montage, id);
      CREATE INDEX publication_unfinished ON publication(id) WHERE state = 'publishing';
      """,
      """
      ALTER TABLE publication ADD COLUMN request TEXT NOT NULL DEFAULT '';
      ALTER TABLE publication ADD COLUMN preliminary INTEGER NOT NULL DEFAULT 0;

      CREATE TABLE decision(
        folder BLOB NOT NULL, montage TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('paused', 'cancelled')),
        detail TEXT NOT NULL DEFAULT '', since_ms INTEGER NOT NULL, until_ms INTEGER,
        PRIMARY KEY (folder, montage, kind)) STRICT, WITHOUT ROWID;

      CREATE TABLE enrolment(
        folder BLOB NOT NULL PRIMARY KEY, marker TEXT NOT NULL, since_ms INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      """,
      // 1 for a film that was decoded from end to end without a fault, 0 for a faulty one.
      """
      ALTER TABLE publication ADD COLUMN verified INTEGER;
      ALTER TABLE publication ADD COLUMN faults TEXT NOT NULL DEFAULT '';
      """,
    ], keepsBackup: true)
}

extension Publication {
  /// Reads a row of the ledger's columns.
  fileprivate init(_ row: Row) throws(SQLiteError) {
    let state = try row.text(8)
    guard let known = State(rawValue: state) else {
      throw .unexpected(.text(state), column: 8)
    }
    self.init(
      id: try row.integer(0),
      promise: Promise(
        project: try row.blob(1), montage: try row.text(2), plan: try row.text(3),
        temporaryName: try row.text(4), finalName: try row.text(5), byteCount: try row.integer(6),
        digest: try row.text(7), request: try row.text(12),
        isPreliminary: try row.integer(13) != 0),
      state: known, started: try row.integer(9), finished: try row.optionalInteger(10),
      message: try row.text(11),
      verification: Verification(
        mark: try row.optionalInteger(14), faults: try row.text(15)))
  }
}
