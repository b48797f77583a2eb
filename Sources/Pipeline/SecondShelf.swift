// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
internal import Linux

/// The pieces in the second place, while it is there; blocks, and so runs on the place's lane.
struct SecondShelf {
  private let store: Store
  private let second: SecondPlace
  private let opened: SecondPlace.Opened

  /// Nil when it is away.
  init?(_ store: Store, _ second: SecondPlace) {
    guard let opened = try? second.open() else { return nil }
    self.store = store
    self.second = second
    self.opened = opened
  }

  /// What became of a piece that was to be moved.
  enum Taken: Sendable {
    case moved
    /// A film used it meanwhile, or somebody else moved it.
    case kept
    /// There is no room for it, or it cannot be read or written.
    case refused
  }

  /// Moves a piece here.
  ///
  /// Killed at any moment, one file is the piece, and `settle` or the next start removes the other.
  func take(_ file: PieceFile) throws -> Taken {
    guard try store.cache.pieceFile(file.name) == file else { return .kept }
    guard try makeRoom(for: file) else { return .refused }
    do throws(SystemError) {
      var copy = try OutputFile.create(in: opened.path, permissions: 0o640)
      try write(file, to: copy)
      let status = try copy.publish(as: Array(file.name.utf8), replacing: true)
      guard status.size == file.byteCount else {
        try remove(file.name)
        return .refused
      }
      // Its lock says until here that the file has an owner.
      return try withExtendedLifetime(copy) { () throws(SystemError) in try list(file) }
    } catch {
      if !error.isMissing, !error.isFull { second.note(error) }
      return .refused
    }
  }

  private func write(
    _ file: PieceFile, to copy: borrowing OutputFile
  ) throws(SystemError) {
    let source = try OpenFile(Path(file.name), in: store.pieceFolder)
    var offset: Int64 = 0
    while offset < file.byteCount {
      let bytes = try source.bytes(at: offset, count: Self.step)
      if bytes.isEmpty { return }
      try copy.write(bytes)
      offset += Int64(bytes.count)
    }
  }

  /// The row first, then the file: what is listed is there.
  private func list(_ file: PieceFile) throws(SystemError) -> Taken {
    if (try? store.cache.move(file, to: opened.place)) == true {
      try Directory.remove(store.pieceFolder.joining(file.name))
      return .moved
    }
    let now = try? store.cache.pieceFile(file.name)
    if now?.place != opened.place { try remove(file.name) }
    return .kept
  }

  /// Gives up what is less useful than `file` until there is room for it; false when that is not enough.
  func makeRoom(for file: PieceFile) throws -> Bool {
    let now = store.clock()
    while true {
      let taken = try store.cache.pieceBytes(at: opened.place)
      let limit = second.size.limit(on: try FileSystem.read(opened.path), taken: taken)
      var excess = taken + file.byteCount - limit
      guard excess > 0 else { return true }
      let others = try store.cache.leastUsefulPieces(
        at: opened.place, staleBefore: Usefulness.staleBefore(now),
        busySince: Usefulness.busySince(now), limit: 100)
      let given = others.prefix { Usefulness($0, at: now) < Usefulness(file, at: now) }
      guard !given.isEmpty else { return false }
      for other in given where excess > 0 {
        try store.cache.removePiece(file: other.name)
        try remove(other.name)
        excess -= other.byteCount
      }
    }
  }

  /// Clears up what a killed process or a lost list left, once after each absence.
  func settle() throws {
    try Leftovers.remove(from: opened.path)
    // A power cut may take the newest rows, and leave the files that were moved by them.
    let listed = Set(try store.cache.pieceNames())
    let names = try Directory.entries(of: opened.folder).map {
      String(decoding: $0.name, as: UTF8.self)
    }
    for name in names where listed.contains(name) {
      guard let file = try store.cache.pieceFile(name), file.place == .own,
        (try? FileStatus.read(store.path(of: file))) == nil,
        let status = try? FileStatus.read(Array(name.utf8), in: opened.folder),
        status.size == file.byteCount
      else { continue }
      _ = try store.cache.move(file, to: opened.place)
    }
    try Leftovers.removeOrphans(from: opened.path, of: opened.place, listedIn: store.cache)
    second.noteSettled()
  }

  private func remove(_ name: String) throws(SystemError) {
    try Directory.removeFile(Array(name.utf8), in: opened.folder)
  }

  /// In bytes: long enough for a share, short enough for a small machine.
  private static let step = 1 << 20
}
