// SPDX-License-Identifier: GPL-3.0-or-later

internal import CSQLite

/// What SQLite answered when a call failed.
package struct SQLiteError: Error, Hashable, Sendable {
  /// SQLite's extended result code.
  package let code: Int32
  /// SQLite's own words for this failure.
  package let message: String
  /// The statement, or the name of the call.
  package let sql: String

  package init(code: Int32, message: String, sql: String) {
    self.code = code
    self.message = message
    self.sql = sql
  }

  /// No room left on the disk, or in a quota.
  package var isFull: Bool { primary == SQLITE_FULL }
  /// The file's bytes are no sound database.
  package var isCorrupt: Bool { primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB }
  /// Another process held the database for longer than the busy timeout.
  package var isBusy: Bool { primary == SQLITE_BUSY || primary == SQLITE_LOCKED }
  /// The file or its folder does not let us write.
  package var isReadOnly: Bool { primary == SQLITE_READONLY || primary == SQLITE_PERM }
  /// The file cannot be opened: no such folder, or no permission.
  package var isUnopenable: Bool { primary == SQLITE_CANTOPEN }
  /// The disk failed to read, write or flush.
  package var isInputOutput: Bool { primary == SQLITE_IOERR }
  /// The row would break a constraint of its table.
  package var isConstraint: Bool { primary == SQLITE_CONSTRAINT }

  /// The low byte names the kind of failure; the rest says where it happened.
  private var primary: Int32 { code & 0xFF }
}

extension SQLiteError: CustomStringConvertible {
  /// On one line: people read it in a sentence.
  package var description: String { "\(start): \(message) (SQLite \(code))" }

  /// The statement's first words, which tell it from others.
  private var start: String {
    let line = sql.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count > Self.longestStart ? line.prefix(Self.longestStart) + "..." : line
  }

  /// In characters.
  private static let longestStart = 40
}

extension SQLiteError {
  /// A row holds another type than the program reads, which strict tables rule out in a sound file.
  package static func unexpected(_ value: Value, column: Int) -> SQLiteError {
    SQLiteError(
      code: SQLITE_CORRUPT, message: "column \(column) holds \(value)", sql: "sqlite3_column_type")
  }
}
