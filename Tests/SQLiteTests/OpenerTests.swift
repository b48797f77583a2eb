// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import SQLite
import TestSupport
import Testing

struct OpenerTests {
  @Test(arguments: ["plain.db", "a?mode=memory.db", "100%41.db", "song #1.db", "ü 🎬.db"])
  func `any file name opens that file`(name: String) throws {
    let folder = try TemporaryFolder()
    for expected in [[], [1, 1]] {
      let database = try Database(
        path: folder.file(name), schema: pairs(), durability: .full, check: .always)
      #expect(try database.numbers() == expected)
      if expected.isEmpty { try database.addPair(1) }
    }
    #expect(try contents(of: folder).keys.sorted() == [name, name + ".lock"].sorted())
  }

  @Test func `a new file bears its tag before it has a log`() throws {
    let folder = try TemporaryFolder()
    let database = try openPairs(in: folder)
    // The database is open, so what is in the file now is what a crash would leave.
    let header = try Data(contentsOf: URL(fileURLWithPath: folder.file("pairs.db"))).prefix(100)
    #expect(Array(header[68..<72]) == Array("pair".utf8))
    #expect(Array(header[60..<64]) == [0, 0, 0, 1])
    withExtendedLifetime(database) {}
  }
}
