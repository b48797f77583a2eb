// SPDX-License-Identifier: GPL-3.0-or-later

import Catalog
import TestSupport
import Testing

struct SoundtracksTests {
  private func sound(_ name: String, used: Int64 = 0) -> StoredSoundtrack<[Int]> {
    StoredSoundtrack(
      content: [1, 2], file: PieceFile(name: name, byteCount: 5_000_000_000, lastUsed: used))
  }

  @Test func `a soundtrack comes back by its key, also after opening again`() throws {
    let folder = try TemporaryFolder()
    do {
      let cache = try openCache(in: folder)
      #expect(try cache.add(sound("a.m4a", used: 7), for: "k") == [])
    }
    let cache = try openCache(in: folder)
    let found = try #require(try cache.soundtrack([Int].self, for: "k"))
    #expect(found.content == [1, 2])
    #expect(found.file == sound("a.m4a", used: 7).file)
    #expect(try cache.soundtrack([Int].self, for: "other") == nil)
  }

  @Test func `one made again takes the place of the old one, whose file is given up`() throws {
    let folder = try TemporaryFolder()
    let cache = try openCache(in: folder)
    _ = try cache.add(sound("a.m4a", used: 1), for: "k")
    #expect(try cache.add(sound("b.m4a", used: 2), for: "k") == ["a.m4a"])
    #expect(try cache.soundtrackFiles().map(\.name) == ["b.m4a"])
  }

  @Test func `the least recently used goes when there are too many`() throws {
    let folder = try TemporaryFolder()
    let cache = try openCache(in: folder)
    for number in 0..<Cache.keptSoundtracks {
      let made = sound("\(number).m4a", used: Int64(number))
      #expect(try cache.add(made, for: "k\(number)") == [])
    }
    try cache.markUsed(soundtrack: "0.m4a", at: 1_000)
    #expect(try cache.add(sound("new.m4a", used: 1_001), for: "new") == ["1.m4a"])
    #expect(try cache.soundtrackFiles().count == Cache.keptSoundtracks)
    #expect(try cache.soundtrack([Int].self, for: "k0") != nil)
    #expect(try cache.soundtrack([Int].self, for: "k1") == nil)
  }

  @Test func `the newest stays whatever its clock says`() throws {
    let folder = try TemporaryFolder()
    let cache = try openCache(in: folder)
    for number in 0..<Cache.keptSoundtracks {
      _ = try cache.add(sound("\(number).m4a", used: Int64(100 + number)), for: "k\(number)")
    }
    #expect(try cache.add(sound("new.m4a", used: 1), for: "new") == ["0.m4a"])
    #expect(try cache.soundtrack([Int].self, for: "new") != nil)
  }

  @Test func `one that is taken off the list is gone`() throws {
    let folder = try TemporaryFolder()
    let cache = try openCache(in: folder)
    _ = try cache.add(sound("a.m4a"), for: "k")
    try cache.removeSoundtrack(file: "a.m4a")
    #expect(try cache.soundtrack([Int].self, for: "k") == nil)
  }

  @Test func `a document that does not decode is a miss, counted and dropped`() throws {
    let folder = try TemporaryFolder()
    let cache = try openCache(in: folder)
    _ = try cache.add(sound("a.m4a"), for: "k")
    try sqlite(cache.path, "UPDATE soundtrack SET document = 'x'")
    #expect(try cache.soundtrack([Int].self, for: "k") == nil)
    #expect(cache.undecodableRows == 1)
    #expect(try cache.soundtrackFiles() == [])
  }
}
