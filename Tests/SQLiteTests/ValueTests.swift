// SPDX-License-Identifier: GPL-3.0-or-later

import SQLite
import Testing

struct ValueTests {
  @Test func `a row is read by place and type`() throws {
    let row = Row([.integer(-4), .text("four"), .blob([4]), .null])
    #expect(try row.integer(0) == -4)
    #expect(try row.text(1) == "four")
    #expect(try row.blob(2) == [4])
    #expect(try row.optionalInteger(3) == nil)
    #expect(try row.optionalInteger(0) == -4)
  }

  @Test func `another type than expected counts as damage`() {
    let row = Row([.text("7"), .null, .real(7)])
    for column in 0..<3 {
      let error = #expect(throws: SQLiteError.self) { try row.integer(column) }
      #expect(error?.isCorrupt == true)
    }
  }

  @Test func `numbers above the largest signed one keep their bits`() {
    #expect(Value(bits: .max) == .integer(-1))
    #expect(Value(bits: 5) == .integer(5))
  }
}
