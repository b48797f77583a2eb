// SPDX-License-Identifier: GPL-3.0-or-later

import Catalog
import Foundation
import TestSupport
import Testing

struct LedgerTests {
  @Test func `a promise outlives the process that made it`() async throws {
    let folder = try TemporaryFolder()
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = folder.path as String] in
      let ledger = try Ledger(path: path + "/ledger.db")
      let first = try ledger.begin(promise("first"), at: 100)
      _ = try ledger.begin(promise("second"), at: 200)
      try ledger.complete(first, at: 300)
      kill(getpid(), SIGKILL)
    }
    let ledger = try openLedger(in: folder)
    #expect(ledger.damagedCopy == nil)
    let unfinished = try ledger.unfinished()
    #expect(unfinished.map(\.promise) == [promise("second")])
    #expect(unfinished.map(\.started) == [200])
    #expect(unfinished.map(\.finished) == [nil])
    let done = try #require(try ledger.last(project: promise().project, name: "first"))
    #expect(done.state == .done)
    #expect(done.finished == 300)
  }

  @Test func `a failure keeps its reason`() throws {
    let folder = try TemporaryFolder()
    let ledger = try openLedger(in: folder)
    let id = try ledger.begin(promise(), at: 1)
    try ledger.fail(id, message: "no space left", at: 2)
    let last = try #require(try ledger.last(project: promise().project, name: "montage"))
    #expect(last.id == id)
    #expect(last.state == .failed)
    #expect(last.message == "no space left")
    #expect(try ledger.unfinished() == [])
  }

  @Test func `the newest publication is told apart from the newest completed one`() throws {
    let folder = try TemporaryFolder()
    let ledger = try openLedger(in: folder)
    let project = promise().project
    let first = try ledger.begin(promise(), at: 1)
    try ledger.complete(first, at: 2)
    let second = try ledger.begin(promise(), at: 3)
    #expect(try ledger.last(project: project, name: "montage")?.id == second)
    #expect(try ledger.lastDone(project: project, name: "montage")?.id == first)
    #expect(try ledger.last(project: project, name: "other") == nil)
    #expect(try ledger.last(project: Array("/drop/Norway".utf8), name: "montage") == nil)
  }

  @Test func `montages are told in the order of their first films`() throws {
    let folder = try TemporaryFolder()
    let ledger = try openLedger(in: folder)
    for name in ["b", "a", "b", "c"] {
      try ledger.complete(ledger.begin(promise(name), at: 1), at: 2)
    }
    _ = try ledger.begin(promise("unfinished"), at: 3)
    #expect(try ledger.montages(of: promise().project) == ["b", "a", "c"])
    #expect(try ledger.montages(of: Array("/drop/Norway".utf8)).isEmpty)
  }

  @Test func `a publication tells what was asked for, and whether a better film follows`() throws {
    let folder = try TemporaryFolder()
    var asked = promise()
    asked.request = "r1"
    asked.isPreliminary = true
    let id = try openLedger(in: folder).begin(asked, at: 1)
    let ledger = try openLedger(in: folder)
    #expect(try ledger.unfinished().map(\.promise) == [asked])
    try ledger.complete(id, at: 2)
    #expect(try ledger.lastDone(project: asked.project, name: "montage")?.promise == asked)
  }

  @Test func `a film that two processes see in its place is published once`() throws {
    let folder = try TemporaryFolder()
    let id = try openLedger(in: folder).begin(promise(), at: 1)
    for _ in 0..<2 { try openLedger(in: folder).complete(id, at: 2) }
    #expect(try openLedger(in: folder).unfinished() == [])
  }

  @Test func `a ledger of the first version keeps its films`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("ledger.db")
    do {
      let ledger = try openLedger(in: folder)
      try ledger.complete(ledger.begin(promise(), at: 1), at: 2)
    }
    try sqlite(
      path,
      """
      ALTER TABLE publication DROP COLUMN request; ALTER TABLE publication DROP COLUMN preliminary;
      ALTER TABLE publication DROP COLUMN verified; ALTER TABLE publication DROP COLUMN faults;
      DROP TABLE decision; DROP TABLE enrolment; PRAGMA user_version = 1
      """)
    let ledger = try openLedger(in: folder)
    let last = try #require(try ledger.lastDone(project: promise().project, name: "montage"))
    #expect(last.promise == promise())
    #expect(try ledger.pauses(at: 0) == [])
    #expect(FileManager.default.fileExists(atPath: path + ".v1.bak"))
  }

  @Test func `a ledger without verifications takes its films for unverified`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("ledger.db")
    do {
      let ledger = try openLedger(in: folder)
      try ledger.complete(ledger.begin(promise(), at: 1), at: 2)
    }
    try sqlite(
      path,
      """
      ALTER TABLE publication DROP COLUMN verified; ALTER TABLE publication DROP COLUMN faults;
      PRAGMA user_version = 2
      """)
    let last = try openLedger(in: folder).lastDone(project: promise().project, name: "montage")
    #expect(last?.promise == promise() && last?.verification == .pending)
  }

  @Test func `what was found in a film is remembered of that film`() throws {
    let folder = try TemporaryFolder()
    let ledger = try openLedger(in: folder)
    let asked = promise()
    func last() throws -> Publication? {
      try ledger.lastDone(project: asked.project, name: asked.montage)
    }
    func publish() throws -> Publication.ID {
      let id = try ledger.begin(asked, at: 1)
      // A film that is not published yet is not judged.
      try ledger.verify(id, faults: "early")
      try ledger.complete(id, at: 2)
      return id
    }
    func count(plan: String) throws -> Int {
      try ledger.faultyCount(project: asked.project, name: asked.montage, plan: plan)
    }
    let first = try publish()
    #expect(try last()?.verification == .pending)
    try ledger.verify(first, faults: "")
    #expect(try last()?.verification == .sound)
    #expect(try count(plan: asked.plan) == 0)
    for number in 1...2 {
      try ledger.verify(try publish(), faults: "torn")
      #expect(try last()?.verification == .faulty("torn"))
      #expect(try count(plan: asked.plan) == number)
    }
    #expect(try count(plan: "another") == 0)
    _ = try publish()
    #expect(try last()?.verification == .pending)
  }

  @Test func `a probe changes nothing`() throws {
    let folder = try TemporaryFolder()
    let ledger = try openLedger(in: folder)
    _ = try ledger.begin(promise(), at: 1)
    try ledger.probe()
    #expect(try ledger.unfinished().count == 1)
  }

  @Test func `a checkpoint leaves no log behind, with the ledger open`() throws {
    let folder = try TemporaryFolder()
    let ledger = try openLedger(in: folder)
    _ = try ledger.begin(promise(), at: 1)
    try ledger.checkpoint()
    let log = try FileManager.default.attributesOfItem(atPath: folder.file("ledger.db-wal"))
    #expect(log[.size] as? Int == 0)
    #expect(try ledger.unfinished().count == 1)
  }

  @Test func `a project's path need not be text`() throws {
    let folder = try TemporaryFolder()
    let ledger = try openLedger(in: folder)
    let path: [UInt8] = [0x2F, 0xFF, 0xC3, 0x28]
    _ = try ledger.begin(promise(project: path), at: 1)
    #expect(try ledger.last(project: path, name: "montage")?.promise.project == path)
  }

  @Test func `a publication ends once`() throws {
    let folder = try TemporaryFolder()
    let ledger = try openLedger(in: folder)
    let id = try ledger.begin(promise(), at: 1)
    try ledger.complete(id, at: 2)
    for finish in [id, id + 1] {
      let error = #expect(throws: CatalogError.self) {
        try ledger.fail(finish, message: "late", at: 3)
      }
      #expect(error?.fault == .unexpected)
    }
    #expect(try ledger.last(project: promise().project, name: "montage")?.state == .done)
  }

  @Test func `a damaged ledger is set aside and told`() throws {
    let folder = try TemporaryFolder()
    do {
      let ledger = try openLedger(in: folder)
      for number in 0..<200 { _ = try ledger.begin(promise("montage \(number)"), at: 1) }
    }
    try Damage.scramble(folder.file("ledger.db"))
    let ledger = try openLedger(in: folder)
    #expect(ledger.damagedCopy == folder.file("ledger.db.damaged-1"))
    #expect(try ledger.unfinished() == [])
  }

  @Test(arguments: [
    ("PRAGMA user_version = 99", CatalogError.Fault.newer),
    ("PRAGMA application_id = 99", .foreign),
  ])
  func `another's file is refused with every byte in place`(
    change: String, fault: CatalogError.Fault
  ) throws {
    let folder = try TemporaryFolder()
    let path = folder.file("ledger.db")
    do { _ = try openLedger(in: folder).begin(promise(), at: 1) }
    try sqlite(path, change)
    let before = try Shell.run("sha256sum", path)
    let error = #expect(throws: CatalogError.self) { try openLedger(in: folder) }
    #expect(error?.fault == fault)
    #expect(try Shell.run("sha256sum", path) == before)
  }
}
