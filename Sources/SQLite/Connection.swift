// SPDX-License-Identifier: GPL-3.0-or-later

internal import CSQLite

/// One open connection.
///
/// Sendable because SQLite lets any thread use a connection as long as one does at a time; `Database`
/// lends it under a lock.
package struct Connection: ~Copyable, @unchecked Sendable {
  private let pointer: OpaquePointer

  /// How a file is opened.
  enum Access {
    /// Reads the file's bytes as they lie there: no lock, no recovery, no companion file.
    case peek
    /// Reads and writes; makes the file when there is none.
    case write
  }

  init(path: String, access: Access) throws(SQLiteError) {
    // The caller serialises access, so SQLite's own mutex would only cost.
    let common = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    var connection: OpaquePointer?
    let code =
      switch access {
      case .peek:
        sqlite3_open_v2(
          "file:\(Self.escaped(path))?immutable=1", &connection,
          common | SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nil)
      case .write:
        sqlite3_open_v2(
          path, &connection, common | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nil)
      }
    // "Whether or not an error occurs when it is opened, resources … should be released".
    guard let connection else {
      throw SQLiteError(code: SQLITE_NOMEM, message: "out of memory", sql: "open \(path)")
    }
    guard code == SQLITE_OK else {
      let error = failure(of: connection, sql: "open \(path)")
      sqlite3_close_v2(connection)
      throw error
    }
    pointer = connection
  }

  deinit { sqlite3_close_v2(pointer) }

  /// Runs one statement to its end and drops its rows.
  package func execute(_ sql: String, _ values: Value...) throws(SQLiteError) {
    let statement = try Statement(sql, on: pointer)
    try statement.bind(values)
    while try statement.step() {}
  }

  /// Runs several statements, which take no values: a schema.
  package func run(script: String) throws(SQLiteError) {
    guard sqlite3_exec(pointer, script, nil, nil, nil) == SQLITE_OK else {
      throw failure(of: pointer, sql: script)
    }
  }

  /// Every row of the answer.
  package func rows(_ sql: String, _ values: Value...) throws(SQLiteError) -> [Row] {
    try rows(sql, values)
  }

  /// Every row of the answer.
  package func rows(_ sql: String, _ values: [Value]) throws(SQLiteError) -> [Row] {
    let statement = try Statement(sql, on: pointer)
    try statement.bind(values)
    var rows: [Row] = []
    while try statement.step() { rows.append(statement.row) }
    return rows
  }

  /// Hands `body` one row after the other, so that a long answer is never in memory as a whole.
  package func forEachRow(
    _ sql: String, _ values: [Value], body: (Row) throws(SQLiteError) -> Void
  ) throws(SQLiteError) {
    let statement = try Statement(sql, on: pointer)
    try statement.bind(values)
    while try statement.step() { try body(statement.row) }
  }

  /// The first row of the answer.
  package func row(_ sql: String, _ values: Value...) throws(SQLiteError) -> Row? {
    let statement = try Statement(sql, on: pointer)
    try statement.bind(values)
    return try statement.step() ? statement.row : nil
  }

  /// Runs `body` as one transaction, undone when it throws.
  func transaction<Answer>(
    _ kind: TransactionKind,
    _ body: (borrowing Connection) throws(SQLiteError) -> Answer
  ) throws(SQLiteError) -> Answer {
    try execute("BEGIN \(kind.rawValue)")
    do throws(SQLiteError) {
      let answer = try body(self)
      try execute("COMMIT")
      return answer
    } catch {
      // A full disk or an I/O error has ended the transaction already; the first error is the one to tell.
      if sqlite3_get_autocommit(pointer) == 0 { try? execute("ROLLBACK") }
      throw error
    }
  }

  /// Rows that the last `INSERT`, `UPDATE` or `DELETE` touched.
  package var changes: Int { Int(sqlite3_changes64(pointer)) }

  /// The number of the row that the last `INSERT` made.
  package var lastInsertedRow: Int64 { sqlite3_last_insert_rowid(pointer) }

  /// What `PRAGMA quick_check` finds wrong; empty when the file is sound.
  package func quickCheck() throws(SQLiteError) -> [String] {
    try problems(rows("PRAGMA quick_check(10)"))
  }

  /// What `PRAGMA integrity_check` finds wrong; reads every index too.
  package func integrityCheck() throws(SQLiteError) -> [String] {
    try problems(rows("PRAGMA integrity_check(10)"))
  }

  /// The number that a `PRAGMA` answers.
  func number(of pragma: String) throws(SQLiteError) -> Int64 {
    try row("PRAGMA \(pragma)")?.integer(0) ?? 0
  }

  /// Whether closing leaves the write-ahead log alone instead of copying it into the file.
  func keepLogOnClose(_ keep: Bool) {
    _ = csq_keep_log_on_close(pointer, keep ? 1 : 0)
  }

  /// Waits that long for another process' lock.
  func waitWhenBusy(milliseconds: Int32) {
    sqlite3_busy_timeout(pointer, milliseconds)
  }

  private func problems(_ rows: [Row]) throws(SQLiteError) -> [String] {
    var found: [String] = []
    for row in rows { found.append(try row.text(0)) }
    return found == ["ok"] ? [] : found
  }

  /// `path` for a `file:` URI, where `%`, `?` and `#` mean something.
  private static func escaped(_ path: String) -> String {
    path.reduce(into: "") { escaped, character in
      switch character {
      case "%": escaped += "%25"
      case "?": escaped += "%3f"
      case "#": escaped += "%23"
      default: escaped.append(character)
      }
    }
  }
}

/// When a transaction takes its lock.
enum TransactionKind: String {
  /// At its start: for writing, where a late lock could fail half-way.
  case immediate = "IMMEDIATE"
  /// At its first statement: for reading.
  case deferred = "DEFERRED"
}
