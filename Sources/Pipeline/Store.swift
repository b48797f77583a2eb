// SPDX-License-Identifier: GPL-3.0-or-later

package import Catalog
package import Linux

/// Where the program keeps what it knows: promises in the state folder, what can be computed again in the cache folder.
package final class Store: Sendable {
  package let cache: Cache
  package let ledger: Ledger
  /// Holds the files of all pieces.
  package let pieceFolder: Path

  /// Opens both databases, and makes the folders where they are missing.
  package init(_ places: StorePlaces) throws {
    try Directory.makeAll(places.state)
    pieceFolder = places.cache.joining("pieces")
    try Directory.makeAll(pieceFolder)
    try Leftovers.remove(from: pieceFolder)
    cache = try Cache(path: places.cache.joining("cache.db").text)
    ledger = try Ledger(path: places.state.joining("ledger.db").text)
  }
}

/// The two folders of a store.
package struct StorePlaces: Sendable, Hashable {
  package var state: Path
  package var cache: Path

  package init(state: Path, cache: Path) {
    self.state = state
    self.cache = cache
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
  static func makeAll(_ path: Path) throws(SystemError) {
    if let status = try? FileStatus.read(path, followingLinks: true), status.kind == .directory {
      return
    }
    if let parent = path.parent { try makeAll(parent) }
    try make(path)
  }
}
