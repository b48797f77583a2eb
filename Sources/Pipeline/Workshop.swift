// SPDX-License-Identifier: GPL-3.0-or-later

internal import FoundationEssentials
internal import Linux
internal import Resources
package import Workers

/// A store and a pool of workers: what every way of making a film needs.
package struct Workshop: Sendable {
  package let store: Store
  package let pool: WorkerPool

  /// Opens the store at `places` and sizes the pool to what the machine has left.
  package init(_ places: StorePlaces) throws {
    store = try Store(places)
    let readings = try MemoryReadings.read()
    let width = WorkerBudget.count(
      cores: readings.processors(of: Processors.count), available: readings.budget,
      perWorker: Self.workerBytes)
    pool = WorkerPool(executable: try WorkerProgram.locate(), width: width)
  }

  /// What one worker takes with 4K footage, decoder, filters and encoder together.
  private static let workerBytes: Int64 = 400 << 20
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
