// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import SQLite
import TestSupport
import Testing

struct SchemaTests {
  @Test func `a newer file is refused with every byte in place`() throws {
    let folder = try TemporaryFolder()
    do { try openPairs(in: folder, schema: pairs(versions: 3)).addPair(1) }
    let before = try contents(of: folder)
    let failure = #expect(throws: OpenFailure.self) { try openPairs(in: folder) }
    #expect(failure == .newer(version: 3, known: 1))
    #expect(try contents(of: folder) == before)
  }

  @Test
  func `a newer file whose version stands only in its log is refused with every byte in place`()
    throws
  {
    let folder = try TemporaryFolder()
    let path = folder.file("pairs.db")
    // The file of version 1 with the log of version 3, as a crash after a migration leaves them.
    do { _ = try openPairs(in: folder) }
    let newer = try openPairs(in: folder, schema: pairs(versions: 3))
    try newer.addPair(1)
    let left = try TemporaryFolder()
    for suffix in ["", "-wal"] {
      try FileManager.default.copyItem(
        atPath: path + suffix, toPath: left.file("pairs.db" + suffix))
    }
    let before = try contents(of: left)
    let failure = #expect(throws: OpenFailure.self) { try openPairs(in: left) }
    #expect(failure == .newer(version: 3, known: 1))
    let after = try contents(of: left)
    #expect(after["pairs.db"] == before["pairs.db"])
    #expect(after["pairs.db-wal"] == before["pairs.db-wal"])
    #expect(try openPairs(in: left, schema: pairs(versions: 3)).numbers() == [1, 1])
  }

  @Test func `another program's file is refused with every byte in place`() throws {
    let folder = try TemporaryFolder()
    do { _ = try openPairs(in: folder, schema: pairs(application: 77)) }
    let before = try contents(of: folder)
    let failure = #expect(throws: OpenFailure.self) { try openPairs(in: folder) }
    #expect(failure == .foreign(applicationID: 77))
    #expect(try contents(of: folder) == before)
  }

  @Test func `tables without a tag are another program's too`() throws {
    let folder = try TemporaryFolder()
    do {
      let database = try openPairs(in: folder)
      _ = try database.read { (connection) throws(SQLiteError) in
        try connection.execute("PRAGMA application_id = 0")
      }
    }
    let before = try contents(of: folder)
    #expect(throws: OpenFailure.foreign(applicationID: 0)) { try openPairs(in: folder) }
    #expect(try contents(of: folder)["pairs.db"] == before["pairs.db"])
  }

  @Test func `an empty file becomes ours`() throws {
    let folder = try TemporaryFolder()
    try Data().write(to: URL(fileURLWithPath: folder.file("pairs.db")))
    let database = try openPairs(in: folder)
    #expect(database.damagedCopy == nil)
    try database.addPair(1)
    #expect(try database.numbers() == [1, 1])
  }

  @Test func `an older file is migrated, its rows kept, and a copy left beside it`() throws {
    let folder = try TemporaryFolder()
    do { try openPairs(in: folder).addPair(4) }
    let database = try openPairs(in: folder, schema: pairs(versions: 3))
    #expect(try database.numbers() == [4, 4])
    let version = try database.read { (connection) throws(SQLiteError) in
      _ = try connection.rows("SELECT * FROM later2")
      return try connection.row("PRAGMA user_version")
    }
    #expect(version == Row([.integer(3)]))
    let backup = try Database(
      path: folder.file("pairs.db.v1.bak"), schema: pairs(), durability: .full, check: .always)
    #expect(try backup.numbers() == [4, 4])
  }

  @Test func `a migration that fails leaves the old version`() throws {
    let folder = try TemporaryFolder()
    do { try openPairs(in: folder).addPair(4) }
    let broken = Schema(
      applicationID: pairs().applicationID,
      migrations: pairs().migrations + ["CREATE TABLE extra(x); CREATE TABLE pair(x)"])
    #expect(throws: OpenFailure.self) { try openPairs(in: folder, schema: broken) }
    #expect(try openPairs(in: folder).numbers() == [4, 4])
  }
}
