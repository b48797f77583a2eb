// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
internal import Linux
internal import Media
internal import Settings

/// The pieces' files together, and the room that they may take.
struct PieceShelf: Sendable {
  let store: Store

  /// Makes room for a piece of `bytes` bytes and this worth; false when only better ones are there.
  func makeRoom(for bytes: Int64, worth: Int) throws -> Bool {
    try trim(to: try limit() - bytes) { $0.worth < worth }
  }

  /// Gives up the least useful pieces until all keep to the limit: after a film took what it needed.
  func trim() throws { _ = try trim(to: try limit()) { _ in true } }

  /// Bytes that `frames` frames will take, more or less.
  static func estimate(_ frames: Int, _ format: HouseFormat) -> Int64 {
    Int64(Double(frames * format.canvas.width * format.canvas.height) * bytesPerPixel)
  }

  private func trim(to goal: Int64, giving isGiven: (PieceFile) -> Bool) throws -> Bool {
    var excess = try store.cache.pieceBytes() - goal
    let now = store.clock()
    while excess > 0 {
      let files = try store.cache.leastUsefulPieces(
        staleBefore: now - Self.staleAfter, busySince: now - Self.busyFor, limit: 100)
      let given = files.prefix { $0.lastUsed < now - Self.staleAfter || isGiven($0) }
      for file in given where excess > 0 {
        try remove(file)
        excess -= file.byteCount
      }
      if given.isEmpty { return false }
    }
    return true
  }

  private func remove(_ file: PieceFile) throws {
    // The list first: a file that is on it must be there.
    try store.cache.removePiece(file: file.name)
    try Directory.remove(store.pieceFolder.joining(file.name))
  }

  /// What the pieces may take now: less than they were given where the disk is filling up.
  private func limit() throws -> Int64 {
    let disk = try FileSystem.read(store.pieceFolder)
    let taken = try store.cache.pieceBytes()
    let spare = disk.available + taken - disk.total / 100 * Self.sparedPercent
    return max(0, min(store.cacheSize.limit(of: disk.total), spare))
  }

  /// In ms: what no film has used for so long is given up before anything else.
  private static let staleAfter: Int64 = 90 * 86_400_000
  /// In ms: a film that was planned with a piece copies it within this time.
  private static let busyFor: Int64 = 10 * 60_000
  /// Of the disk, left to others.
  private static let sparedPercent: Int64 = 5
  /// Measured of 1080p at crf 20: grainy footage takes twice, quiet footage half of it.
  private static let bytesPerPixel = 0.02
}
