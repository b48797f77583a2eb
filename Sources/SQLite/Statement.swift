// SPDX-License-Identifier: GPL-3.0-or-later

internal import CSQLite
internal import Glibc

/// One compiled statement.
struct Statement: ~Copyable {
  private let pointer: OpaquePointer
  private let connection: OpaquePointer
  private let sql: String

  /// Compiles the first statement of `sql`; the connection must outlive it.
  init(_ sql: String, on connection: OpaquePointer) throws(SQLiteError) {
    var statement: OpaquePointer?
    let code = sqlite3_prepare_v2(connection, sql, -1, &statement, nil)
    guard code == SQLITE_OK else { throw failure(of: connection, sql: sql) }
    // "If the input text contains no SQL … *ppStmt is set to NULL": an empty string or a comment.
    guard let statement else {
      throw SQLiteError(code: SQLITE_MISUSE, message: "no statement", sql: sql)
    }
    self.pointer = statement
    self.connection = connection
    self.sql = sql
  }

  deinit { sqlite3_finalize(pointer) }

  /// Sets the parameters `?1`, `?2` … in order.
  func bind(_ values: [Value]) throws(SQLiteError) {
    precondition(
      values.count == Int(sqlite3_bind_parameter_count(pointer)),
      "as many values as parameters: \(sql)")
    for (index, value) in values.enumerated() {
      let code = bind(value, at: Int32(index + 1))
      guard code == SQLITE_OK else { throw failure(of: connection, sql: sql) }
    }
  }

  /// True when a row stands ready, false when the statement has ended.
  func step() throws(SQLiteError) -> Bool {
    switch sqlite3_step(pointer) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw failure(of: connection, sql: sql)
    }
  }

  /// A copy of the row that stands ready.
  var row: Row {
    Row((0..<sqlite3_column_count(pointer)).map { value(at: $0) })
  }

  private func bind(_ value: Value, at index: Int32) -> Int32 {
    switch value {
    case .null: sqlite3_bind_null(pointer, index)
    case .integer(let number): sqlite3_bind_int64(pointer, index, number)
    case .real(let number): sqlite3_bind_double(pointer, index, number)
    case .text(let text): csq_bind_text(pointer, index, text, Int32(text.utf8.count))
    case .blob(let bytes):
      // A null address binds NULL, and an empty array may have no address.
      bytes.isEmpty
        ? sqlite3_bind_zeroblob(pointer, index, 0)
        : csq_bind_blob(pointer, index, bytes, Int32(bytes.count))
    }
  }

  private func value(at column: Int32) -> Value {
    switch sqlite3_column_type(pointer, column) {
    case SQLITE_INTEGER: .integer(sqlite3_column_int64(pointer, column))
    case SQLITE_FLOAT: .real(sqlite3_column_double(pointer, column))
    case SQLITE_TEXT:
      .text(String(decoding: bytes(sqlite3_column_text(pointer, column), column), as: UTF8.self))
    case SQLITE_BLOB: .blob(Array(bytes(sqlite3_column_blob(pointer, column), column)))
    default: .null
    }
  }

  /// The column's bytes, valid until the next step; the address is asked for before the length, as SQLite's manual orders.
  private func bytes(_ start: UnsafeRawPointer?, _ column: Int32) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(pointer, column)))
  }
}

/// The last failure on `connection`.
func failure(of connection: OpaquePointer, sql: String) -> SQLiteError {
  let code = sqlite3_extended_errcode(connection)
  let message = String(cString: sqlite3_errmsg(connection))
  // SQLite reports a full disk as an I/O error where it grows the log's index.
  let isFull = [ENOSPC, EDQUOT].contains(sqlite3_system_errno(connection)) && code != SQLITE_OK
  let isDiskError = [SQLITE_IOERR, SQLITE_CANTOPEN].contains(code & 0xFF)
  return SQLiteError(code: isFull && isDiskError ? SQLITE_FULL : code, message: message, sql: sql)
}
