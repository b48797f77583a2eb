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
