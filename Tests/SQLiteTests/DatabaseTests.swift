// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import SQLite
import TestSupport
import Testing

struct DatabaseTests {
  @Test func `what was committed is there after opening again`() throws {
    let folder = try TemporaryFolder()
    do { try openPairs(in: folder).addPair(3) }
    #expect(try openPairs(in: folder).numbers() == [3, 3])
  }

  @Test func `a transaction that throws leaves nothing`() throws {
    let folder = try TemporaryFolder()
    let database = try openPairs(in: folder)
    try database.addPair(1)
    let error = #expect(throws: SQLiteError.self) {
      try database.transaction { (connection) throws(SQLiteError) in
        try connection.execute("DELETE FROM pair")
        try connection.execute("INSERT INTO pair VALUES (2, NULL, NULL)")
      }
    }
    #expect(error?.isConstraint == true)
    #expect(try database.numbers() == [1, 1])
    try database.addPair(2)
    #expect(try database.numbers() == [1, 1, 2, 2])
  }

  @Test func `a checkpoint empties the log, and waits briefly for a reader who is in the way`()
    throws
  {
    let folder = try TemporaryFolder()
    let database = try openPairs(in: folder)
    func logSize() throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: folder.file("pairs.db-wal"))[.size] as? Int
    }
    try database.addPair(1)
    #expect(try logSize() != 0)
    try database.checkpoint()
    #expect(try logSize() == 0)
    let other = try openPairs(in: folder)
    try other.read { (connection) throws(SQLiteError) in
      _ = try connection.row("SELECT * FROM pair")
      try database.addPair(2)
      try database.checkpoint()
    }
    #expect(try logSize() != 0, "the reader's state is in it")
    #expect(try database.numbers() == [1, 1, 2, 2])
    let timeout = try database.read { (connection) throws(SQLiteError) in
      try connection.row("PRAGMA busy_timeout")
    }
    #expect(timeout == Row([.integer(5000)]), "as before")
  }

  @Test func `a full disk is told as one, and leaves the rows of before`() throws {
    let folder = try TemporaryFolder()
    let database = try openPairs(in: folder)
    try database.addPair(1)
    _ = try database.read { (connection) throws(SQLiteError) in
      try connection.row("PRAGMA max_page_count = 8")
    }
    let error = #expect(throws: SQLiteError.self) { try database.addPair(2, filler: 100_000) }
    #expect(error?.isFull == true)
    #expect(try database.numbers() == [1, 1])
  }

  @Test func `a damaged file is set aside with its companions, and a new one made`() throws {
    let folder = try TemporaryFolder()
    do {
      let database = try openPairs(in: folder)
      for number in 0..<50 { try database.addPair(number, filler: 500) }
    }
    let path = folder.file("pairs.db")
    try Damage.scramble(path)
    let damaged = FileManager.default.contents(atPath: path)
    try Data("log".utf8).write(to: URL(fileURLWithPath: path + "-wal"))

    let database = try openPairs(in: folder)
    let copy = try #require(database.damagedCopy)
    #expect(copy == path + ".damaged-1")
    #expect(FileManager.default.contents(atPath: copy) == damaged)
    #expect(FileManager.default.fileExists(atPath: copy + "-wal"))
    #expect(try database.numbers() == [])
    try database.addPair(1)
    #expect(try database.numbers() == [1, 1])
  }

  @Test func `a second damaged file does not replace the first`() throws {
    let folder = try TemporaryFolder()
    for number in 1...2 {
      try Data("this is no database, but long enough to be looked at".utf8)
        .write(to: URL(fileURLWithPath: folder.file("pairs.db")))
      let copy = try openPairs(in: folder).damagedCopy
      #expect(copy == folder.file("pairs.db.damaged-\(number)"))
    }
  }

  @Test func `a damaged file that another user has open stays where it is`() throws {
    let folder = try TemporaryFolder()
    let first = try openPairs(in: folder)
    let failure = #expect(throws: OpenFailure.self) { try openPairs(in: folder, check: .condemned) }
    guard case .damaged = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    try first.addPair(1)
    #expect(try first.numbers() == [1, 1])
    #expect(try contents(of: folder).keys.allSatisfy { !$0.contains("damaged") })
  }

  @Test func `damage is looked for after a crash, not after a clean close`() throws {
    for crashed in [false, true] {
      let folder = try TemporaryFolder()
      do {
        let database = try openPairs(in: folder)
        for number in 0..<50 { try database.addPair(number, filler: 500) }
      }
      let path = folder.file("pairs.db")
      try Damage.scramble(path)
      // A log that nobody closed, with nothing in it.
      if crashed { try Data(count: 1).write(to: URL(fileURLWithPath: path + "-wal")) }
      let database = try openPairs(in: folder, check: .afterCrash)
      #expect((database.damagedCopy != nil) == crashed)
    }
  }

  @Test func `what a transaction reads stays true until it has written`() async throws {
    let folder = try TemporaryFolder()
    let first = try openPairs(in: folder)
    let second = try openPairs(in: folder)
    try await withThrowingTaskGroup { group in
      for database in [first, second] {
        group.addTask {
          for _ in 0..<100 {
            try database.transaction { (connection) throws(SQLiteError) in
              let count = try connection.row("SELECT count(*) FROM pair")?.integer(0) ?? 0
              try connection.execute("INSERT INTO pair VALUES (?1, 'one', NULL)", Value(count))
            }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try first.numbers() == Array(0..<200))
  }

  @Test func `a missing folder is told`() throws {
    let failure = #expect(throws: OpenFailure.self) {
      try Database(
        path: "/nowhere/at/all.db", schema: pairs(), durability: .full, check: .always)
    }
    guard case .failed(let error) = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(error.isUnopenable)
    #expect(error.sql.contains("/nowhere/at/all.db"))
  }
}
