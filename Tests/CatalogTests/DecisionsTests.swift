// SPDX-License-Identifier: GPL-3.0-or-later

import Catalog
import TestSupport
import Testing

struct DecisionsTests {
  let iceland = Array("/drop/Iceland".utf8)
  let odd: [UInt8] = [0x2F, 0xFF, 0xC3, 0x28]

  @Test func `a pause holds until its time has come, also after opening again`() throws {
    let folder = try TemporaryFolder()
    do {
      let ledger = try openLedger(in: folder)
      try ledger.pause(folder: iceland, immediately: false, until: 500, at: 100)
      try ledger.pause(folder: odd, immediately: true, until: nil, at: 101)
    }
    let ledger = try openLedger(in: folder)
    let short = Pause(folder: iceland, isImmediate: false, since: 100, until: 500)
    let long = Pause(folder: odd, isImmediate: true, since: 101)
    #expect(try ledger.pauses(at: 499) == [short, long])
    #expect(try ledger.pauses(at: 500) == [long])
    #expect(try ledger.pauses(at: 499) == [long], "what has ended is forgotten")
  }

  @Test func `a later pause replaces an earlier one of the same folder`() throws {
    let folder = try TemporaryFolder()
    let ledger = try openLedger(in: folder)
    try ledger.pause(folder: iceland, immediately: false, until: 500, at: 100)
    try ledger.pause(folder: iceland, immediately: true, until: nil, at: 200)
    let pauses = try ledger.pauses(at: 1000)
    #expect(pauses == [Pause(folder: iceland, isImmediate: true, since: 200)])
  }

  @Test func `resuming a folder leaves the others, resuming everything leaves none`() throws {
    let folder = try TemporaryFolder()
    let ledger = try openLedger(in: folder)
    for path in [iceland, odd, []] {
      try ledger.pause(folder: path, immediately: false, until: nil, at: 1)
    }
    #expect(try ledger.resume(folder: iceland) == 1)
    #expect(try ledger.resume(folder: iceland) == 0)
    #expect(try ledger.pauses(at: 2).map(\.folder) == [[], odd])
    #expect(try ledger.resume(folder: []) == 2)
    #expect(try ledger.pauses(at: 2) == [])
  }

  @Test func `a cancellation names what was asked for, and is taken back alone`() throws {
    let folder = try TemporaryFolder()
    let ledger = try openLedger(in: folder)
    #expect(try ledger.cancellation(folder: iceland, montage: "montage") == nil)
    try ledger.cancel(folder: iceland, montage: "montage", request: "r1", at: 1)
    try ledger.cancel(folder: iceland, montage: "montage", request: "r2", at: 2)
    try ledger.cancel(folder: iceland, montage: "other", request: "r3", at: 2)
    try ledger.pause(folder: iceland, immediately: false, until: nil, at: 3)
    #expect(try ledger.cancellation(folder: iceland, montage: "montage") == "r2")
    #expect(try ledger.cancellation(folder: odd, montage: "montage") == nil)
    try ledger.uncancel(folder: iceland, montage: "montage")
    try ledger.uncancel(folder: iceland, montage: "montage")
    #expect(try ledger.cancellation(folder: iceland, montage: "montage") == nil)
    #expect(try ledger.cancellation(folder: iceland, montage: "other") == "r3")
    #expect(try ledger.resume(folder: []) == 1)
    #expect(try ledger.cancellation(folder: iceland, montage: "other") == "r3")
  }
}
