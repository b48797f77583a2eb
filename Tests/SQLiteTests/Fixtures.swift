// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import SQLite
import TestSupport

/// A schema of one table, `pair(number, half)`, in as many versions as asked for.
func pairs(versions: Int = 1, application: Int32 = 0x7061_6972) -> Schema {
  let scripts =
    ["CREATE TABLE pair(number INTEGER NOT NULL, half TEXT NOT NULL, filler BLOB) STRICT"]
    + (1..<max(versions, 1)).map { "CREATE TABLE later\($0)(x INTEGER) STRICT" }
  return Schema(applicationID: application, migrations: scripts, keepsBackup: true)
}

/// Opens the pair database of `folder` at full durability.
func openPairs(
  in folder: TemporaryFolder, schema: Schema = pairs(), check: StartCheck = .always
) throws -> Database {
  try Database(
    path: folder.file("pairs.db"), schema: schema, durability: .full, check: check)
}

extension Database {
  /// Adds both halves of `number` in one transaction.
  func addPair(_ number: Int, filler: Int = 0) throws(SQLiteError) {
    try transaction { (connection) throws(SQLiteError) in
      for half in ["left", "right"] {
        try connection.execute(
          "INSERT INTO pair VALUES (?1, ?2, ?3)", Value(number), Value(half),
          Value([UInt8](repeating: 7, count: filler)))
      }
    }
  }

  /// All numbers, once for each half.
  func numbers() throws(SQLiteError) -> [Int] {
    try read { (connection) throws(SQLiteError) in
      try connection.rows("SELECT number FROM pair ORDER BY number").map {
        (row) throws(SQLiteError) in Int(try row.integer(0))
      }
    }
  }
}

/// The bytes of every file in `folder`, by name.
func contents(of folder: TemporaryFolder) throws -> [String: Data] {
  var contents: [String: Data] = [:]
  for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
    contents[name] = FileManager.default.contents(atPath: folder.file(name))
  }
  return contents
}
