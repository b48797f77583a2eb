// SPDX-License-Identifier: GPL-3.0-or-later

/// What a program expects of its database file.
package struct Schema: Sendable {
  /// The tag in the file's header that says whose file it is; never 0.
  package let applicationID: Int32
  /// Script n brings a file of version n to version n + 1; their count is the version that the program knows.
  package let migrations: [String]
  /// Whether a copy of an older file is kept beside it before it is migrated.
  package let keepsBackup: Bool

  package init(applicationID: Int32, migrations: [String], keepsBackup: Bool = false) {
    precondition(applicationID != 0, "0 is what every other program's files say")
    self.applicationID = applicationID
    self.migrations = migrations
    self.keepsBackup = keepsBackup
  }

  package var version: Int { migrations.count }
}

extension Schema {
  /// Refuses a file that another program or a newer version of this one wrote; reads only.
  func admit(_ connection: borrowing Connection) throws(OpenFailure) {
    let application = try opening { () throws(SQLiteError) in
      Int32(truncatingIfNeeded: try connection.number(of: "application_id"))
    }
    let version = try opening { () throws(SQLiteError) in
      Int(try connection.number(of: "user_version"))
    }
    if application == applicationID {
      guard version <= self.version else { throw .newer(version: version, known: self.version) }
      return
    }
    let tables = try opening { () throws(SQLiteError) in
      try connection.row("SELECT count(*) FROM sqlite_schema")?.integer(0)
    }
    guard application == 0, version == 0, tables == 0 else {
      throw .foreign(applicationID: application)
    }
  }

  /// Brings the file to the version that the program knows, in one transaction.
  func migrate(_ connection: borrowing Connection, backup: String) throws(SQLiteError) {
    let found = Int(try connection.number(of: "user_version"))
    guard found < version else { return }
    if keepsBackup, found > 0 {
      DatabaseFiles.remove(backup)
      try connection.execute("VACUUM INTO ?1", Value(backup))
    }
    try connection.transaction(.immediate) { (connection) throws(SQLiteError) in
      // Another process may have migrated since.
      let found = Int(try connection.number(of: "user_version"))
      for script in migrations.dropFirst(found) { try connection.run(script: script) }
      try connection.execute("PRAGMA application_id = \(applicationID)")
      try connection.execute("PRAGMA user_version = \(version)")
    }
  }
}
