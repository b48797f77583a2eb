// SPDX-License-Identifier: GPL-3.0-or-later

import SQLite
import Testing

struct SQLiteErrorTests {
  @Test(arguments: [
    (13, "full"), (11, "corrupt"), (26, "corrupt"), (5, "busy"), (6, "busy"), (8, "read-only"),
    (14, "unopenable"), (10, "disk"), (19, "constraint"), (1, "none"), (21, "none"),
  ])
  func `each code has one meaning`(code: Int, meaning: String) {
    let error = SQLiteError(code: Int32(code), message: "m", sql: "s")
    #expect(meanings(of: error) == (meaning == "none" ? [] : [meaning]))
  }

  @Test func `an extended code means what its low byte means`() {
    // SQLITE_IOERR_FSYNC, SQLITE_CORRUPT_INDEX, SQLITE_BUSY_SNAPSHOT
    #expect(meanings(of: SQLiteError(code: 1034, message: "", sql: "")) == ["disk"])
    #expect(meanings(of: SQLiteError(code: 779, message: "", sql: "")) == ["corrupt"])
    #expect(meanings(of: SQLiteError(code: 517, message: "", sql: "")) == ["busy"])
  }

  @Test func `says what was asked, what SQLite answered, and the code`() {
    let error = SQLiteError(code: 1, message: "no such table: x", sql: "SELECT * FROM x")
    #expect(error.description == "SELECT * FROM x: no such table: x (SQLite 1)")
  }

  @Test func `a long statement on several lines is told by its beginning, on one`() {
    let sql = "SELECT id, project, montage,\n  state, started_ms\nFROM publication"
    let error = SQLiteError(code: 13, message: "full", sql: sql)
    #expect(error.description == "SELECT id, project, montage, state, star...: full (SQLite 13)")
  }

  private func meanings(of error: SQLiteError) -> [String] {
    [
      ("full", error.isFull), ("corrupt", error.isCorrupt), ("busy", error.isBusy),
      ("read-only", error.isReadOnly), ("unopenable", error.isUnopenable),
      ("disk", error.isInputOutput), ("constraint", error.isConstraint),
    ].filter(\.1).map(\.0)
  }
}
