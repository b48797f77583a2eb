// SPDX-License-Identifier: GPL-3.0-or-later

package import Catalog
package import Linux
internal import Media
package import Settings
internal import Synchronization

/// Where the program keeps what it knows: promises in the state folder, what can be computed again in the cache folder.
package final class Store: Sendable {
  package let ledger: Ledger
  /// Where pieces go before they are given up; nil without one.
  package let second: SecondPlace?
  package let places: StorePlaces
  /// Who holds the leases that are taken through this store.
  let owner: ProcessIdentity
  /// In ms since 1970.
  let clock: @Sendable () -> Int64
  /// What the pieces may take of their disk.
  let cacheSize: CacheSize
  /// Keeps two tasks of this process from measuring the same.
  let turns = Turns()
  let encodingSpeed = EncodingSpeed()
  private let counts = Mutex(MeasureCounts())
  private let openCache: Cache
  private let pieces: Path
  private let cacheLosses = Mutex(0)
  private let forgettings = Mutex(0)
  private let houseIDs = Mutex<[HouseFormat: String]>([:])

  /// Opens both databases, and makes the folders where they are missing.
  package convenience init(_ places: StorePlaces, sizes: CacheSizes = CacheSizes()) throws {
    try self.init(places, sizes: sizes, owner: .current, clock: { .now })
  }

  init(
    _ places: StorePlaces, sizes: CacheSizes = CacheSizes(), owner: ProcessIdentity,
    clock: @escaping @Sendable () -> Int64
  ) throws {
    cacheSize = sizes.own
    self.places = places
    self.owner = owner
    self.clock = clock
    try Directory.makeAll(places.state)
    try places.refuseUnsafeState(on: try FileSystem.read(places.state).kind)
    pieces = places.cache.joining("pieces")
    try Directory.makeAll(pieces)
    openCache = try Cache(path: places.cache.joining("cache.db").text)
    let ledger = try Ledger(path: places.state.joining("ledger.db").text)
    self.ledger = ledger
    // Looked at when it is needed: a share that hangs must keep nobody from starting.
    second = places.second.map { SecondPlace(path: $0, size: sizes.second, ledger: ledger) }
    try Leftovers.remove(from: pieceFolder)
    try Leftovers.removeOrphans(from: pieceFolder, listedIn: cache)
    _ = try Self.unlessFull { () throws(CatalogError) in
      try cache.keepIdentities(boot: ProcessIdentity.currentBoot)
    }
  }

  /// Begins anew when its file was taken away.
  package var cache: Cache {
    restoreFolders()
    return openCache
  }

  /// Holds the files of all pieces; made again when somebody took it away.
  package var pieceFolder: Path {
    restoreFolders()
    return pieces
  }

  /// How often the cache's folders were taken away since the start: what was under way then fails, and may be begun again.
  var losses: Int {
    restoreFolders()
    return cacheLosses.withLock { $0 }
  }

  private func restoreFolders() {
    // One at a time: who finds the folders made again by another must find the loss counted too.
    cacheLosses.withLock { losses in
      do throws(SystemError) {
        _ = try FileStatus.read(pieces, followingLinks: true)
      } catch {
        guard error.isMissing else { return }
        try? Directory.makeAll(pieces)
        losses += 1
      }
    }
  }

  /// How often what was prepared has to be looked at again, because pieces are gone that nobody gave up.
  package var preparationsForgotten: Int { forgettings.withLock { $0 } }

  func forgetPreparations() throws(CatalogError) {
    try cache.forgetPreparations()
    forgettings.withLock { $0 += 1 }
  }

  /// The parameter sets that the encoder gives pieces of a format, when a worker has told.
  func houseID(of format: HouseFormat) -> String? { houseIDs.withLock { $0[format] } }

  func learn(houseID: String, of format: HouseFormat) {
    houseIDs.withLock { $0[format] = houseID }
  }

  /// What workers measured since the start.
  package var measured: MeasureCounts { counts.withLock { $0 } }

  func count(_ change: (inout MeasureCounts) -> Void) { counts.withLock { change(&$0) } }

  /// What an administrator should know about the databases: sentences for the log.
  package var notices: [String] {
    let ledgers = ledger.damagedCopy.map {
      "\(ledger.path) was damaged and is now \($0); which films were published is forgotten, "
        + "and they are looked at again"
    }
    return (ledgers.map { [$0] } ?? [])
      + cache.damagedCopies.map {
        "\(cache.path) was damaged and is now \($0); footage is measured again"
      }
  }

  /// Leaves both databases as one file each, for a clean stop; takes half a second at most.
  package func checkpoint() throws(CatalogError) {
    try ledger.checkpoint()
    try cache.checkpoint()
  }

  /// What a full disk keeps from being written, where that may wait; nil then.
  private static func unlessFull<Answer>(
    _ body: () throws(CatalogError) -> Answer
  ) throws(CatalogError) -> Answer? {
    do throws(CatalogError) { return try body() } catch {
      guard error.fault == .full else { throw error }
      return nil
    }
  }
}

/// How many files workers measured: what the cache knew already does not count.
package struct MeasureCounts: Hashable, Sendable {
  /// In full.
  package var clips = 0
  /// By their key frames only.
  package var coarseClips = 0
  package var songs = 0
}

/// What pieces may take of their disks.
package struct CacheSizes: Sendable, Hashable {
  package var own: CacheSize
  package var second: CacheSize

  package init(own: CacheSize = .share(percent: 10), second: CacheSize = .share(percent: 50)) {
    self.own = own
    self.second = second
  }
}

/// The folders of a store.
package struct StorePlaces: Sendable, Hashable {
  package var state: Path
  package var cache: Path
  /// A second, larger folder for pieces, which may be away; nil without one.
  package var second: Path?

  package init(state: Path, cache: Path, second: Path? = nil) {
    self.state = state
    self.cache = cache
    self.second = second
  }

  /// What the user chose, else the service's folders, else those of the XDG base directories.
  package init(environment: [String: String]) {
    let home = environment["HOME"] ?? "/root"
    func place(_ own: String, _ service: String, _ xdg: String, _ fallback: String) -> Path {
      if let chosen = environment[own], !chosen.isEmpty { return Path(chosen) }
      if let given = environment[service], !given.isEmpty { return Path(given) }
      if let base = environment[xdg], base.hasPrefix("/") { return Path(base).joining("montaged") }
      return Path(home).joining(fallback).joining("montaged")
    }
    state = place("MONTAGED_STATE_DIR", "STATE_DIRECTORY", "XDG_STATE_HOME", ".local/state")
    cache = place("MONTAGED_CACHE_DIR", "CACHE_DIRECTORY", "XDG_CACHE_HOME", ".cache")
    let chosen = environment["MONTAGED_SECOND_CACHE_DIR"] ?? ""
    second = chosen.isEmpty ? nil : Path(chosen)
  }
}

extension Path {
  /// The path as text, for libraries that take no bytes; only paths that administrators choose.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The path as it is, for documents that escape by themselves; as for people where it is no text.
  package var exact: String { String(validating: bytes, as: UTF8.self) ?? display }
}

extension Directory {
  /// Makes a folder and those above it.
  package static func makeAll(_ path: Path) throws(SystemError) {
    if let status = try? FileStatus.read(path, followingLinks: true), status.kind == .directory {
      return
    }
    if let parent = path.parent { try makeAll(parent) }
    try make(path)
  }
}
