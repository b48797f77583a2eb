// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
internal import Linux
internal import Media
internal import Settings

/// The pieces' files together, and the room that they may take.
///
/// What the cache has no room for goes to the second place, if there is one with room for it; else it is given up.
struct PieceShelf: Sendable {
  let store: Store

  /// Where a new piece may stay.
  enum Room: Hashable, Sendable {
    case own
    /// Once it is made.
    case second
  }

  /// Makes room for a piece of `bytes` bytes and this worth; nil when only better ones are there.
  func makeRoom(for bytes: Int64, worth: Int) async throws -> Room? {
    if try await clear(bytes, giving: { $0.worth < worth }) { return .own }
    let piece = PieceFile(name: "", byteCount: bytes, lastUsed: store.clock(), worth: worth)
    let isFree = try await inSecondPlace { try $0.makeRoom(for: piece) }
    return isFree == true ? .second : nil
  }

  /// Gives up the least useful pieces until all keep to the limit: after a film took what it needed.
  ///
  /// With a second place that waits for `tidy`, as long as the disk has room: nobody shall wait while files are moved.
  func trim() throws {
    let isPatient = store.second.map { $0.absence == nil } ?? false
    while true {
      let files = try leastUseful(
        beyond: 0, within: isPatient ? .share(percent: 100) : store.cacheSize)
      if files.isEmpty { return }
      for file in files { try remove(file) }
    }
  }

  /// Moves or gives up the least useful pieces until all keep to their limits.
  func tidy() async throws {
    if store.second?.isUnsettled == true { _ = try await inSecondPlace { try $0.settle() } }
    _ = try await clear(0) { _ in true }
  }

  /// Brings a piece to the second place; false when it has no room there after all, and is given up.
  ///
  /// One that a film uses by now stays where it is.
  func putAway(_ file: PieceFile) async throws -> Bool {
    guard try await inSecondPlace({ try $0.take(file) }) ?? .refused == .refused else {
      return true
    }
    try remove(file)
    return false
  }

  /// Bytes that `frames` frames will take, more or less; `known` are pieces of the same source and format.
  static func estimate(
    _ frames: Int, _ format: HouseFormat, from known: [StoredPiece] = []
  ) -> Int64 {
    let counts = known.flatMap(\.piece.spans).map(\.frames.count)
    guard !counts.isEmpty else {
      return Int64(Double(frames * format.canvas.pixelCount) * bytesPerPixel)
    }
    let bytes = known.reduce(0) { $0 + $1.file.byteCount }
    return Int64(Double(frames) * Double(bytes) / Double(counts.reduce(0, +)))
  }

  /// False when only what is not to be given stands in the way of `bytes` bytes more.
  private func clear(
    _ bytes: Int64, giving isGiven: @Sendable (PieceFile) -> Bool
  ) async throws -> Bool {
    while true {
      let files = try leastUseful(beyond: bytes, within: store.cacheSize)
      if files.isEmpty { return try excess(with: bytes, over: store.cacheSize) <= 0 }
      let stale = Usefulness.staleBefore(store.clock())
      let given = files.prefix { $0.lastUsed < stale || isGiven($0) }
      for file in given {
        try Task.checkCancellation()
        if try await inSecondPlace({ try $0.take(file) }) ?? .refused == .refused {
          try remove(file)
        }
      }
      if given.isEmpty { return false }
    }
  }

  /// Runs `body` where moving files keeps nobody from working; nil without a second place, or when it is away.
  private func inSecondPlace<Answer: Sendable>(
    _ body: @escaping @Sendable (SecondShelf) throws -> Answer
  ) async throws -> Answer? {
    guard let second = store.second else { return nil }
    return try await second.lane.run { [store] in
      guard let shelf = SecondShelf(store, second) else { return nil }
      return try body(shelf)
    }
  }

  /// Pieces to give up, the least useful first, for all to keep to the limit with `bytes` bytes more.
  private func leastUseful(beyond bytes: Int64, within size: CacheSize) throws -> [PieceFile] {
    var excess = try excess(with: bytes, over: size)
    guard excess > 0 else { return [] }
    let now = store.clock()
    let files = try store.cache.leastUsefulPieces(
      staleBefore: Usefulness.staleBefore(now), busySince: Usefulness.busySince(now), limit: 100)
    return Array(
      files.prefix { file in
        defer { excess -= file.byteCount }
        return excess > 0
      })
  }

  private func excess(with bytes: Int64, over size: CacheSize) throws -> Int64 {
    let taken = try store.cache.pieceBytes()
    let disk = try FileSystem.read(store.pieceFolder)
    return taken + bytes - size.limit(on: disk, taken: taken)
  }

  private func remove(_ file: PieceFile) throws {
    // The list first: a file that is on it must be there.
    try store.cache.removePiece(file: file.name)
    try Directory.remove(store.path(of: file))
  }

  /// Measured of 1080p at crf 20: grainy footage takes twice, quiet footage half of it.
  private static let bytesPerPixel = 0.02
}

/// What is given up first: what no film used for months, then what films take least gladly.
struct Usefulness: Comparable {
  private var isStale: Bool
  private var worth: Int
  private var lastUsed: Int64

  /// `now` is in ms since 1970.
  init(_ file: PieceFile, at now: Int64) {
    isStale = file.lastUsed < Self.staleBefore(now)
    worth = file.worth
    lastUsed = file.lastUsed
  }

  static func < (left: Self, right: Self) -> Bool {
    (left.isStale ? 0 : 1, left.worth, left.lastUsed)
      < (right.isStale ? 0 : 1, right.worth, right.lastUsed)
  }

  /// In ms since 1970: what no film has used since is given up before anything else.
  static func staleBefore(_ now: Int64) -> Int64 { now - 90 * 86_400_000 }

  /// In ms since 1970: a film that was planned with a piece copies it within this time.
  static func busySince(_ now: Int64) -> Int64 { now - 10 * 60_000 }
}

extension CacheSize {
  /// What pieces that take `taken` bytes now may take of a disk: less than they were given where it is filling up.
  func limit(on disk: FileSystem, taken: Int64) -> Int64 {
    let spare = disk.available + taken - disk.total / 100 * Self.sparedPercent
    return max(0, min(limit(of: disk.total), spare))
  }

  /// Of the disk, left to others.
  private static let sparedPercent: Int64 = 5
}
