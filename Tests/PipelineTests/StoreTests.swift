// SPDX-License-Identifier: GPL-3.0-or-later

import Catalog
import Linux
import TestSupport
import Testing

@testable import Pipeline

struct StoreTests {
  @Test(
    arguments: [
      ([:], "/root/.local/state/montaged", "/root/.cache/montaged"),
      (["HOME": "/home/ann"], "/home/ann/.local/state/montaged", "/home/ann/.cache/montaged"),
      (
        ["HOME": "/home/ann", "XDG_STATE_HOME": "/s", "XDG_CACHE_HOME": "/c"], "/s/montaged",
        "/c/montaged"
      ),
      (
        [
          "XDG_STATE_HOME": "/s", "STATE_DIRECTORY": "/var/lib/m",
          "CACHE_DIRECTORY": "/var/cache/m",
        ],
        "/var/lib/m", "/var/cache/m"
      ),
      (
        [
          "STATE_DIRECTORY": "/var/lib/m", "CACHE_DIRECTORY": "/var/cache/m",
          "MONTAGED_STATE_DIR": "/x/st", "MONTAGED_CACHE_DIR": "/x/ca",
        ], "/x/st", "/x/ca"
      ),
      // Empty counts as unset, and a relative base directory is to be ignored.
      (
        ["HOME": "/h", "MONTAGED_STATE_DIR": "", "STATE_DIRECTORY": "", "XDG_STATE_HOME": "rel"],
        "/h/.local/state/montaged", "/h/.cache/montaged"
      ),
    ] as [([String: String], Path, Path)])
  func `places are the user's, then the service's, then those of XDG`(
    environment: [String: String], state: Path, cache: Path
  ) {
    #expect(StorePlaces(environment: environment) == StorePlaces(state: state, cache: cache))
  }

  @Test(arguments: [(nil, nil), ("", nil), ("/mnt/big", "/mnt/big")] as [(String?, Path?)])
  func `a second place is there only if somebody names it`(name: String?, place: Path?) {
    let environment = name.map { ["MONTAGED_SECOND_CACHE_DIR": $0] } ?? [:]
    #expect(StorePlaces(environment: environment).second == place)
  }

  @Test func `a store makes its folders, and opens again`() throws {
    let tree = try Tree()
    let places = StorePlaces(
      state: tree.path.joining("a/b/state"), cache: tree.path.joining("a/c/cache"))
    for _ in 0..<2 {
      let store = try Store(places)
      #expect(store.pieceFolder == tree.path.joining("a/c/cache/pieces"))
    }
    #expect(tree.names("a/b/state").contains("ledger.db"))
    #expect(tree.names("a/c/cache").contains("cache.db"))
  }

  @Test func `a store takes away what a killed process left`() throws {
    let tree = try Tree("cache/pieces/.montaged-1.tmp", "cache/pieces/mine.mp4")
    let cache = tree.path.joining("cache")
    let output = try OutputFile.create(in: cache.joining("pieces"))
    _ = try Store(StorePlaces(state: tree.path.joining("state"), cache: cache))
    #expect(tree.names("cache/pieces") == [Path.display(output.temporaryName), "mine.mp4"])
  }

  @Test func `damaged databases are set aside, and told in a sentence each`() throws {
    let tree = try Tree()
    let places = StorePlaces(
      state: tree.path.joining("state"), cache: tree.path.joining("cache"))
    #expect(try Store(places).notices == [])
    for name in ["state/ledger.db", "cache/cache.db"] { try tree.write("words", to: name) }
    let store = try Store(places)
    #expect(store.notices.count == 2)
    #expect(store.notices.allSatisfy { $0.contains(".db.damaged-1") })
    #expect(try Store(places).notices == [])
  }

  @Test func `a cache that is taken away while it is open is begun anew`() throws {
    let tree = try Tree()
    let places = StorePlaces(
      state: tree.path.joining("state"), cache: tree.path.joining("cache"))
    let store = try Store(places)
    try store.cache.notePreparation(of: [1], as: "done")
    #expect(store.losses == 0)
    for count in 1...2 {
      try tree.remove("cache")
      #expect(try store.cache.preparation(of: [1]) == nil)
      try store.cache.notePreparation(of: [1], as: "again")
      #expect(store.losses == count)
      // What is written is in the file that others open.
      #expect(try Store(places).cache.preparation(of: [1]) == "again")
      _ = try OutputFile.create(in: store.pieceFolder)
    }
    // The database alone.
    for name in ["cache.db", "cache.db-wal", "cache.db-shm"] { try? tree.remove("cache/" + name) }
    #expect(try store.cache.preparation(of: [1]) == nil)
    try store.cache.notePreparation(of: [1], as: "last")
    #expect(try Store(places).cache.preparation(of: [1]) == "last")
  }

  @Test func `a clean stop leaves no log behind`() throws {
    let tree = try Tree()
    let store = try Store(
      StorePlaces(state: tree.path.joining("state"), cache: tree.path.joining("cache")))
    try store.ledger.enrol(folder: [1], marker: "m", at: 1)
    try store.checkpoint()
    for name in ["state/ledger.db-wal", "cache/cache.db-wal"] {
      let status = try FileStatus.read(tree.path.joining(name))
      #expect(status.size == 0)
    }
  }

  @Test func `a path is exact where it is text, and readable where it is not`() {
    #expect(Path("a\nb/caf\u{E9}.mp4").exact == "a\nb/caf\u{E9}.mp4")
    #expect(Path(bytes: Array("bad".utf8) + [0xFF]).exact == #"bad\xff"#)
  }
}
