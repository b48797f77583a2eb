// SPDX-License-Identifier: GPL-3.0-or-later

import SQLite
import TestSupport
import Testing

struct ConnectionTests {
  @Test func `the pragmas hold on every connection`() throws {
    let folder = try TemporaryFolder()
    _ = try openPairs(in: folder)
    let database = try Database(
      path: folder.file("pairs.db"), schema: pairs(), durability: .normal, check: .always)
    let expected: [(String, Value)] = [
      ("journal_mode", .text("wal")), ("synchronous", .integer(1)), ("foreign_keys", .integer(1)),
      ("trusted_schema", .integer(0)), ("cell_size_check", .integer(1)),
      ("mmap_size", .integer(0)), ("journal_size_limit", .integer(64 << 20)),
      ("busy_timeout", .integer(5000)),
    ]
    for (pragma, value) in expected {
      let row = try database.read { (connection) throws(SQLiteError) in
        try connection.row("PRAGMA \(pragma)")
      }
      #expect(row == Row([value]), "\(pragma)")
    }
    let other = try TemporaryFolder()
    let full = try openPairs(in: other).read { (connection) throws(SQLiteError) in
      try connection.row("PRAGMA synchronous")
    }
    #expect(full == Row([.integer(2)]))
  }

  @Test func `counts changed rows and names the inserted one`() throws {
    let folder = try TemporaryFolder()
    let database = try openPairs(in: folder)
    try database.addPair(1)
    let (inserted, changed) = try database.transaction { (connection) throws(SQLiteError) in
      let inserted = connection.lastInsertedRow
      try connection.execute("UPDATE pair SET number = 5 WHERE number = ?1", Value(1))
      return (inserted, connection.changes)
    }
    #expect(inserted == 2)
    #expect(changed == 2)
  }

  @Test func `rows come one after the other, until somebody has enough`() throws {
    let folder = try TemporaryFolder()
    let database = try openPairs(in: folder)
    for number in 0..<5 { try database.addPair(number) }
    let stop = SQLiteError(code: 1, message: "enough", sql: "")
    var seen: [Int64] = []
    let error = #expect(throws: SQLiteError.self) {
      try database.read { (connection) throws(SQLiteError) in
        try connection.forEachRow(
          "SELECT number FROM pair WHERE number >= ?1 ORDER BY number", [Value(2)]
        ) { (row) throws(SQLiteError) in
          seen.append(try row.integer(0))
          if seen.count == 4 { throw stop }
        }
      }
    }
    #expect(error == stop)
    #expect(seen == [2, 2, 3, 3])
  }

  @Test func `a sound file passes both checks`() throws {
    let folder = try TemporaryFolder()
    let database = try openPairs(in: folder)
    for number in 0..<100 { try database.addPair(number, filler: 300) }
    let problems = try database.read { (connection) throws(SQLiteError) in
      try connection.quickCheck() + connection.integrityCheck()
    }
    #expect(problems.isEmpty)
  }
}
