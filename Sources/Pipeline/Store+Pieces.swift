// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
internal import Linux

/// The pieces' files, wherever they lie.
extension Store {
  /// Where the file of a piece lies, while its place is there.
  func path(of file: PieceFile) -> Path { folder(of: file).joining(file.name) }

  private func folder(of file: PieceFile) -> Path {
    switch file.place {
    case .own: pieceFolder
    case .second: second?.pieceFolder ?? pieceFolder
    }
  }

  /// Opens a piece's file, also when it was moved since it was listed.
  func open(_ file: PieceFile) throws -> OpenFile {
    do throws(SystemError) {
      return try OpenFile(Path(file.name), in: folder(of: file))
    } catch {
      guard let now = try cache.pieceFile(file.name), now.place != file.place else { throw error }
      return try OpenFile(Path(now.name), in: folder(of: now))
    }
  }

  /// The pieces whose files are as long as they were.
  ///
  /// Those that somebody took away are forgotten; those at a place that is away now are only left out.
  func present(_ pieces: [StoredPiece]) throws -> [StoredPiece] {
    let shelves = Shelves(self)
    var there: [StoredPiece] = []
    var gone: [StoredPiece] = []
    for piece in pieces {
      switch shelves.sight(of: piece.file) {
      case .there: there.append(piece)
      case .gone:
        if let now = try cache.pieceFile(piece.file.name), now.place != piece.file.place {
          // Moved since it was listed.
          there.append(StoredPiece(piece: piece.piece, file: now))
        } else {
          gone.append(piece)
        }
      case .away: break
      }
    }
    if !gone.isEmpty { try drop(gone) }
    return there
  }

  /// Those of the pieces that are not where the list says by now.
  func lost(_ pieces: [StoredPiece]) throws -> [StoredPiece] {
    let shelves = Shelves(self)
    return try pieces.filter { piece in
      guard let now = try cache.pieceFile(piece.file.name) else { return true }
      return shelves.sight(of: now) != .there
    }
  }

  /// Deletes files that are off the list already; those of a place that is away go when it is there again.
  func delete(_ files: [PieceFile]) throws(SystemError) {
    let shelves = Shelves(self)
    for file in files { try shelves.remove(file) }
  }

  /// Forgets pieces that are not what they should be; what was encoded ahead is looked at again.
  ///
  /// What cannot be reached may be as it should: it stays on the list.
  func drop(_ pieces: [StoredPiece]) throws {
    let shelves = Shelves(self)
    try forgetPreparations()
    for piece in pieces {
      guard let now = try cache.pieceFile(piece.file.name), shelves.sight(of: now) != .away else {
        continue
      }
      try cache.removePiece(file: now.name)
      try shelves.remove(now)
    }
  }
}

/// Both places at one moment: the second one is looked at once, and only if it is asked for.
private final class Shelves {
  private let store: Store
  private lazy var second = try? store.second?.open()

  init(_ store: Store) { self.store = store }

  enum Sight { case there, gone, away }

  func sight(of file: PieceFile) -> Sight {
    do throws(SystemError) {
      let status: FileStatus
      switch file.place {
      case .own: status = try FileStatus.read(store.path(of: file))
      case .second:
        guard let second, second.place == file.place else { return .away }
        status = try FileStatus.read(Array(file.name.utf8), in: second.folder)
      }
      return status.size == file.byteCount ? .there : .gone
    } catch {
      return file.place == .own || error.isMissing ? .gone : .away
    }
  }

  func remove(_ file: PieceFile) throws(SystemError) {
    switch file.place {
    case .own: try Directory.remove(store.path(of: file))
    case .second:
      guard let second, second.place == file.place else { return }
      try Directory.removeFile(Array(file.name.utf8), in: second.folder)
    }
  }
}
