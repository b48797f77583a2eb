// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
internal import FoundationEssentials
internal import Linux
package import Media
package import Resources
package import Workers

/// A store and a pool of workers: what every way of making a film needs.
package struct Workshop: Sendable {
  package let store: Store
  package let pool: WorkerPool

  init(store: Store, pool: WorkerPool) {
    self.store = store
    self.pool = pool
  }

  /// Opens the store at `places`; `limits` are the machine's own unless an administrator set some.
  package init(
    _ places: StorePlaces, limits: GovernorLimits = .wholeMachine,
    sizes: CacheSizes = CacheSizes(), hardware: Hardware = .off
  ) throws {
    let store = try Store(places, sizes: sizes)
    self.store = store
    pool = WorkerPool(
      executable: try WorkerProgram.locate(), limits: limits,
      // What jobs took is worth having, but not worth failing for.
      costs: CostModel(peaks: (try? store.cache.peaks()) ?? [:]), hardware: hardware,
      learnt: { jobClass, bytes in try? store.cache.note(peak: bytes, of: jobClass) })
  }

  /// Brings what the cache has no room for to its second place; for times when nobody waits.
  package func tidy() async throws(MontageFailure) {
    try await MontageFailure.wrapping { try await PieceShelf(store: store).tidy() }
  }
}

extension Hardware {
  /// What the environment names, for who has no configuration; nil for a word that is none.
  package init?(environment: [String: String]) {
    let word = environment["MONTAGED_HARDWARE"] ?? ""
    self.init(rawValue: word.isEmpty ? "off" : word)
  }
}

/// A store in a folder of its own that vanishes with this value: nothing is remembered, nothing is found.
package final class ThrowawayPlaces: Sendable {
  package let places: StorePlaces
  private let folder: String

  package init() throws {
    let base = FileManager.default.temporaryDirectory.path
    folder = base + "/montaged-" + OutputFile.randomName
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    places = StorePlaces(state: Path(folder + "/state"), cache: Path(folder + "/cache"))
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }
}
