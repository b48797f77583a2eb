// SPDX-License-Identifier: GPL-3.0-or-later

package import Media
internal import SQLite

/// A file in the cache folder, or in the second one, that holds a piece.
package struct PieceFile: Hashable, Sendable {
  /// The name within its folder.
  package var name: String
  /// Where it lies.
  package var place: PiecePlace
  package var byteCount: Int64
  /// When it was made, or a film last used it, in ms since 1970.
  package var lastUsed: Int64
  /// How gladly films take what is in it, 0 to 1000; 1000 for what a film did take.
  package var worth: Int

  package init(
    name: String, place: PiecePlace = .own, byteCount: Int64, lastUsed: Int64, worth: Int = 1000
  ) {
    self.name = name
    self.place = place
    self.byteCount = byteCount
    self.lastUsed = lastUsed
    self.worth = worth
  }
}

/// A folder of pieces.
package enum PiecePlace: Hashable, Sendable {
  /// The cache's own.
  case own
  /// The second place whose marker holds this text.
  case second(String)

  fileprivate var text: String { if case .second(let id) = self { id } else { "" } }

  fileprivate init(text: String) { self = text.isEmpty ? .own : .second(text) }
}

/// A piece and where it is kept.
package struct StoredPiece: Hashable, Sendable {
  package var piece: Piece
  package var file: PieceFile

  package init(piece: Piece, file: PieceFile) {
    self.piece = piece
    self.file = file
  }
}

extension Cache {
  /// Lists a piece whose file is complete and flushed; `encoder` is the version of the encoder that made it.
  package func add(_ stored: StoredPiece, encoder: Int) throws(CatalogError) {
    let document = try self.document(of: stored.piece)
    let format = stored.piece.format
    try write { (connection) throws(SQLiteError) in
      try connection.execute(
        "INSERT OR REPLACE INTO piece VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        Value(stored.file.name), Value(stored.piece.source.text), Value(format.canvas.width),
        Value(format.canvas.height), Value(format.frameRate.description),
        Value(format.fit.rawValue), Value(encoder), Value(stored.file.byteCount),
        Value(stored.file.lastUsed), Value(document), Value(stored.file.worth),
        Value(stored.file.place.text))
    }
  }

  /// The pieces of `source` with this canvas, rate and fit, of any quality; a row that does not decode is
  /// dropped and counted, and its file is then one that no row lists.
  package func pieces(
    of source: ContentKey, format: HouseFormat, encoder: Int
  ) throws(CatalogError) -> [StoredPiece] {
    try pieces(
      "source = ?1 AND width = ?2 AND height = ?3 AND rate = ?4 AND fit = ?5 AND encoder = ?6",
      Value(source.text), Value(format.canvas.width), Value(format.canvas.height),
      Value(format.frameRate.description), Value(format.fit.rawValue), Value(encoder))
  }

  /// The pieces of `source` in every format.
  package func pieces(
    of source: ContentKey, encoder: Int
  ) throws(CatalogError) -> [StoredPiece] {
    try pieces("source = ?1 AND encoder = ?2", Value(source.text), Value(encoder))
  }

  private func pieces(
    _ condition: String, _ values: Value...
  ) throws(CatalogError) -> [StoredPiece] {
    let rows = try read { (connection) throws(SQLiteError) in
      try connection.rows(
        """
        SELECT file, bytes, used_ms, worth, place, document FROM piece
        WHERE \(condition) ORDER BY file
        """, values
      ).map { (row) throws(SQLiteError) in (try listedFile(row), try row.text(5)) }
    }
    var pieces: [StoredPiece] = []
    for (file, document) in rows {
      if let piece = Document.value(Piece.self, from: document) {
        pieces.append(StoredPiece(piece: piece, file: file))
      } else {
        countUndecodableRow()
        try removePiece(file: file.name)
      }
    }
    return pieces
  }

  /// Notes that a film used these files at `time`, in ms since 1970.
  package func markUsed(files: [String], at time: Int64) throws(CatalogError) {
    try write { (connection) throws(SQLiteError) in
      for file in files {
        try connection.execute(
          "UPDATE piece SET used_ms = ?2, worth = 1000 WHERE file = ?1", Value(file), Value(time))
      }
    }
  }

  /// Takes a piece off the list; its file is the caller's to delete, after this.
  package func removePiece(file: String) throws(CatalogError) {
    try write { (connection) throws(SQLiteError) in
      try connection.execute("DELETE FROM piece WHERE file = ?1", Value(file))
    }
  }

  /// Lists a piece at another place, where its file is complete and flushed.
  ///
  /// False when the row says something else than `file` by now: a film used the piece, or it is gone.
  package func move(_ file: PieceFile, to place: PiecePlace) throws(CatalogError) -> Bool {
    try write { (connection) throws(SQLiteError) in
      try connection.execute(
        "UPDATE piece SET place = ?2 WHERE file = ?1 AND place = ?3 AND used_ms = ?4",
        Value(file.name), Value(place.text), Value(file.place.text), Value(file.lastUsed))
      return connection.changes == 1
    }
  }

  /// The listed file of this name.
  package func pieceFile(_ name: String) throws(CatalogError) -> PieceFile? {
    try read { (connection) throws(SQLiteError) in
      try connection.row(
        "SELECT file, bytes, used_ms, worth, place FROM piece WHERE file = ?1", Value(name)
      ).map { (row) throws(SQLiteError) in try listedFile(row) }
    }
  }

  /// The listed piece of this name; nil when there is none, or its row does not decode.
  package func piece(_ name: String) throws(CatalogError) -> StoredPiece? {
    try pieces("file = ?1", Value(name)).first
  }

  /// The size of all pieces that are listed at a place together, in bytes.
  package func pieceBytes(at place: PiecePlace = .own) throws(CatalogError) -> Int64 {
    try read { (connection) throws(SQLiteError) in
      try connection.row(
        "SELECT coalesce(sum(bytes), 0) FROM piece WHERE place = ?1", Value(place.text))?
        .integer(0) ?? 0
    }
  }

  /// Names of all files that are listed at a place.
  package func pieceNames(at place: PiecePlace = .own) throws(CatalogError) -> [String] {
    try read { (connection) throws(SQLiteError) in
      try connection.rows("SELECT file FROM piece WHERE place = ?1", Value(place.text))
        .map { (row) throws(SQLiteError) in try row.text(0) }
    }
  }

  /// Files of a place in the order in which to give up room: those that lie unused since `stale`, then the least worth.
  ///
  /// Those used since `busy` are left out: a film that is being made may need them. Times are in ms since 1970.
  package func leastUsefulPieces(
    at place: PiecePlace = .own, staleBefore stale: Int64, busySince busy: Int64, limit: Int
  ) throws(CatalogError) -> [PieceFile] {
    try read { (connection) throws(SQLiteError) in
      try connection.rows(
        """
        SELECT file, bytes, used_ms, worth, place FROM piece WHERE used_ms < ?2 AND place = ?4
        ORDER BY used_ms >= ?1, worth, used_ms, file LIMIT ?3
        """, Value(stale), Value(busy), Value(limit), Value(place.text)
      ).map { (row) throws(SQLiteError) in try listedFile(row) }
    }
  }
}

extension Connection {
  /// The listed files that a condition holds for.
  borrowing func pieceFiles(
    _ condition: String, _ values: [Value]
  ) throws(SQLiteError) -> [PieceFile] {
    try rows(
      "SELECT file, bytes, used_ms, worth, place FROM piece WHERE \(condition) ORDER BY file",
      values
    ).map { (row) throws(SQLiteError) in try listedFile(row) }
  }
}

/// The file of a row that starts with `file, bytes, used_ms, worth, place`.
private func listedFile(_ row: Row) throws(SQLiteError) -> PieceFile {
  PieceFile(
    name: try row.text(0), place: PiecePlace(text: try row.text(4)), byteCount: try row.integer(1),
    lastUsed: try row.integer(2), worth: Int(try row.integer(3)))
}
