// SPDX-License-Identifier: GPL-3.0-or-later

import SQLite
import TestSupport
import Testing

struct StatementTests {
  @Test(arguments: [
    Value.null, .integer(.min), .integer(.max), .real(0.1), .text(""), .text("naïve\u{0}\n🎬"),
    .blob([]), .blob([0, 255, 0]),
  ])
  func `a value comes back as it was bound`(value: Value) throws {
    let folder = try TemporaryFolder()
    let database = try openPairs(in: folder)
    let row = try database.read { (connection) throws(SQLiteError) in
      try connection.row("SELECT ?1", value)
    }
    #expect(row == Row([value]))
  }

  @Test func `text that looks like SQL is only text`() throws {
    let folder = try TemporaryFolder()
    let database = try openPairs(in: folder)
    let text = "'); DROP TABLE pair; --"
    let row = try database.transaction { (connection) throws(SQLiteError) in
      try connection.execute("INSERT INTO pair VALUES (1, ?1, NULL)", Value(text))
      return try connection.row("SELECT half FROM pair")
    }
    #expect(row == Row([.text(text)]))
  }

  @Test(arguments: ["SELECT * FROM nothing", "SELEKT", "", "-- only a comment"])
  func `a statement that does not compile names itself`(sql: String) throws {
    let folder = try TemporaryFolder()
    let database = try openPairs(in: folder)
    let error = #expect(throws: SQLiteError.self) {
      try database.read { (connection) throws(SQLiteError) in try connection.rows(sql) }
    }
    #expect(error?.sql == sql)
  }
}
