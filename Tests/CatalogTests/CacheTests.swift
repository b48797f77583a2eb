// SPDX-License-Identifier: GPL-3.0-or-later

import Catalog
import Foundation
import Media
import TestSupport
import Testing

struct CacheTests {
  let key = MeasurementKey(content: clip, kind: "music", version: 1)

  @Test func `a damaged file is set aside and the cache starts empty`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("cache.db")
    try Data("no database at all, whatever its name says".utf8)
      .write(to: URL(fileURLWithPath: path))
    let cache = try openCache(in: folder)
    #expect(cache.damagedCopies == [path + ".damaged-1"])
    try cache.store(song, for: key)
    #expect(try cache.measurement(MusicAnalysis.self, for: key) == song)
  }

  @Test func `damage met while in use is survived by starting empty`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("cache.db")
    do {
      let cache = try openCache(in: folder)
      for number in 0..<100 {
        try cache.store(
          trickyFootage,
          for: MeasurementKey(content: ContentKey("\(number)"), kind: "footage", version: 1))
      }
    }
    // A clean close, so that opening does not look for damage.
    let cache = try openCache(in: folder)
    try Damage.scramble(path)
    #expect(try cache.measuredContents(kind: "footage", version: 1) == [])
    #expect(cache.damagedCopies == [path + ".damaged-1"])
    try cache.store(song, for: key)
    #expect(try cache.measurement(MusicAnalysis.self, for: key) == song)
    #expect(try sqlite(path, "PRAGMA integrity_check") == "ok")
  }

  @Test func `damage in a file that another user has open is told`() throws {
    let folder = try TemporaryFolder()
    let other = try openCache(in: folder)
    let cache = try openCache(in: folder)
    for number in 0..<100 {
      try cache.store(
        trickyFootage,
        for: MeasurementKey(content: ContentKey("\(number)"), kind: "footage", version: 1))
    }
    try sqlite(cache.path, "PRAGMA wal_checkpoint(TRUNCATE)")
    try Damage.scramble(cache.path)
    let error = #expect(throws: CatalogError.self) {
      try cache.measuredContents(kind: "footage", version: 1)
    }
    #expect(error?.fault == .damaged)
    withExtendedLifetime(other) {}
  }

  @Test(arguments: [
    ("PRAGMA user_version = 99", CatalogError.Fault.newer),
    ("PRAGMA application_id = 99", .foreign),
  ])
  func `another's file is refused with every byte in place`(
    change: String, fault: CatalogError.Fault
  ) throws {
    let folder = try TemporaryFolder()
    let path = folder.file("cache.db")
    do { try openCache(in: folder).store(song, for: key) }
    try sqlite(path, change)
    let before = try Shell.run("sha256sum", path)
    let error = #expect(throws: CatalogError.self) { try openCache(in: folder) }
    #expect(error?.fault == fault)
    #expect(error?.path == path)
    #expect(try Shell.run("sha256sum", path) == before)
  }

  @Test func `many threads share one cache`() async throws {
    let folder = try TemporaryFolder()
    let cache = try openCache(in: folder)
    try await withThrowingTaskGroup { group in
      for number in 0..<50 {
        group.addTask {
          let key = MeasurementKey(content: ContentKey("\(number)"), kind: "music", version: 1)
          try cache.store(song, for: key)
          #expect(try cache.measurement(MusicAnalysis.self, for: key) == song)
        }
      }
      try await group.waitForAll()
    }
    #expect(try cache.measuredContents(kind: "music", version: 1).count == 50)
  }
}
