// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
internal import Linux
package import Status

/// What the cache holds, and what is given up of it when somebody asks.
package struct CacheKeeping: Sendable {
  let store: Store

  package init(_ store: Store) { self.store = store }

  /// Counts everything; blocks while the second place does.
  package func status() throws(MontageFailure) -> CacheStatus {
    do {
      let all = try store.cache.statistics()
      var status = CacheStatus(path: store.places.cache.display)
      status.databaseBytes = databaseBytes
      status.measurements = all.measurements.map(CacheStatus.Kind.init)
      status.attempts = all.attempts.map(CacheStatus.Kind.init)
      status.soundtracks.count = all.soundtracks.count
      status.soundtracks.bytes = all.soundtracks.bytes
      status.pieces.count = all.pieces.count
      status.pieces.bytes = all.pieces.bytes
      let disk = try FileSystem.read(store.pieceFolder)
      status.pieces.limit = store.cacheSize.limit(on: disk, taken: all.pieces.bytes)
      status.second = store.second.map { place($0, all.secondPieces) }
      return status
    } catch {
      throw MontageFailure(wrapping: error)
    }
  }

  /// With what was written to it last and is not in its file yet.
  private var databaseBytes: Int64 {
    ["cache.db", "cache.db-wal"].reduce(0) { sum, name in
      sum + ((try? FileStatus.read(store.places.cache.joining(name)))?.size ?? 0)
    }
  }

  private func place(
    _ second: SecondPlace, _ groups: [CacheStatistics.Group]
  ) -> CacheStatus.Place {
    var place = CacheStatus.Place(path: second.path.display)
    var here = groups
    do throws(SecondPlace.Absence) {
      let opened = try second.open()
      if case .second(let id) = opened.place { here = groups.filter { $0.name == id } }
      let taken = here.reduce(0) { $0 + $1.bytes }
      place.limit = (try? FileSystem.read(opened.path)).map {
        second.size.limit(on: $0, taken: taken)
      }
    } catch {
      place.absence = error.reason
    }
    place.count = here.reduce(0) { $0 + $1.count }
    place.bytes = here.reduce(0) { $0 + $1.bytes }
    return place
  }

  /// What was given up.
  package struct Pruned: Sendable, Hashable {
    /// Files that are gone, or lie in the second place now, and their bytes.
    package var files = 0
    package var bytes: Int64 = 0
    /// Of older versions of the program.
    package var measurements = 0

    /// For people.
    package var sentence: String {
      guard files > 0 || measurements > 0 else { return "nothing had to be given up" }
      return "gave up \(Quantity.count(files, "file")) (\(Quantity.bytes(bytes))) and "
        + Quantity.count(measurements, "measurement") + " of older versions"
    }
  }

  /// Gives up what older versions left, what no list names, and the least useful beyond the quota.
  ///
  /// What a film used within the last minutes stays: it may be being made.
  @concurrent package func prune() async throws(MontageFailure) -> Pruned {
    try await MontageFailure.wrapping {
      let before = try sizes()
      let versions = [Subject.footage, .coarseFootage, .music]
      let outdated = try store.cache.removeOutdated(
        versions: Dictionary(uniqueKeysWithValues: versions.map { ($0.kind, $0.version) }),
        encoder: PieceMaker.encoderVersion)
      try store.delete(outdated.pieces)
      try Leftovers.remove(from: store.pieceFolder)
      try Leftovers.removeOrphans(from: store.pieceFolder, listedIn: store.cache)
      try await PieceShelf(store: store).tidy()
      let after = try sizes()
      return Pruned(
        files: max(0, before.count - after.count), bytes: max(0, before.bytes - after.bytes),
        measurements: outdated.measurements)
    }
  }

  /// What lies in the cache's own folder, listed or not.
  private func sizes() throws -> (count: Int, bytes: Int64) {
    let folder = store.pieceFolder
    let files = try Directory.entries(folder).filter { $0.kind == .regular }
    let bytes = files.reduce(Int64(0)) { sum, file in
      sum + ((try? FileStatus.read(folder.joining(file.name)))?.size ?? 0)
    }
    return (files.count, bytes)
  }
}

extension CacheStatus.Kind {
  fileprivate init(_ group: CacheStatistics.Group) {
    self.init(name: group.name, count: group.count, bytes: group.bytes)
  }
}
