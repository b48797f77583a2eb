// SPDX-License-Identifier: GPL-3.0-or-later

internal import CSQLite

/// The steps from a path to a connection that this program may use.
struct Opener {
  let path: String
  let schema: Schema
  let durability: Durability

  /// How long a statement waits for another process' lock, in milliseconds.
  static let busyTimeout: Int32 = 5000
  /// What the write-ahead log is cut back to after a checkpoint: 64 MiB.
  private static let logSizeLimit = 64 << 20

  /// Opens, refuses, checks and migrates; a refused file keeps every byte.
  func open(checking: Bool) throws(OpenFailure) -> Connection {
    try refuseAtSight()
    let connection = try opening { () throws(SQLiteError) in
      try Connection(path: path, access: .write)
    }
    connection.waitWhenBusy(milliseconds: Self.busyTimeout)
    // The newest version may stand in the log only, which closing would copy into a file that we refuse.
    connection.keepLogOnClose(true)
    try schema.admit(connection)
    if checking {
      let problems = try opening { () throws(SQLiteError) in try connection.quickCheck() }
      if let first = problems.first { throw .damaged(reason: first) }
    }
    try opening { () throws(SQLiteError) in try prepare(connection) }
    connection.keepLogOnClose(false)
    return connection
  }

  /// Looks at the file without opening it for real: even recovery would write into another program's file.
  private func refuseAtSight() throws(OpenFailure) {
    do throws(OpenFailure) {
      let peek = try opening { () throws(SQLiteError) in
        try Connection(path: path, access: .peek)
      }
      try schema.admit(peek)
    } catch {
      switch error {
      case .foreign, .newer: throw error
      // No file yet, or a damaged one: opening it tells.
      case .damaged, .failed: return
      }
    }
  }

  private func prepare(_ connection: borrowing Connection) throws(SQLiteError) {
    try connection.execute("PRAGMA foreign_keys = ON")
    try connection.execute("PRAGMA trusted_schema = OFF")
    try connection.execute("PRAGMA cell_size_check = ON")
    try connection.execute("PRAGMA mmap_size = 0")
    try connection.execute("PRAGMA journal_size_limit = \(Self.logSizeLimit)")
    // A new file gets its tag before its log, so that no crash leaves it without an owner.
    try connection.execute("PRAGMA synchronous = FULL")
    let found = try connection.number(of: "user_version")
    try schema.migrate(connection, backup: "\(path).v\(found).bak")
    let mode = try connection.row("PRAGMA journal_mode = WAL")?.text(0) ?? "none"
    guard mode == "wal" else {
      throw SQLiteError(
        code: SQLITE_CANTOPEN, message: "no write-ahead log on this file system, but \(mode)",
        sql: "PRAGMA journal_mode = WAL")
    }
    try connection.execute("PRAGMA synchronous = \(durability.rawValue)")
  }
}
