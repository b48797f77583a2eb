// SPDX-License-Identifier: GPL-3.0-or-later

internal import SQLite

/// An encoded sound of a film and where it is kept.
package struct StoredSoundtrack<Content: Codable & Sendable>: Sendable {
  /// What the encoder said of it.
  package var content: Content
  package var file: PieceFile

  package init(content: Content, file: PieceFile) {
    self.content = content
    self.file = file
  }
}

extension Cache {
  /// Soundtracks that are kept: those of the films that people are at work on, a megabyte and a half a minute.
  package static let keptSoundtracks = 20

  /// The sound that was encoded by the recipe of this name; a row that does not decode is dropped and counted.
  package func soundtrack<Content: Codable & Sendable>(
    _ type: Content.Type, for key: String
  ) throws(CatalogError) -> StoredSoundtrack<Content>? {
    let found = try read { (connection) throws(SQLiteError) -> (PieceFile, String)? in
      try connection.row(
        "SELECT file, bytes, used_ms, document FROM soundtrack WHERE key = ?1", Value(key)
      ).map { (row) throws(SQLiteError) in (try soundFile(row), try row.text(3)) }
    }
    guard let (file, document) = found else { return nil }
    if let content = Document.value(type, from: document) {
      return StoredSoundtrack(content: content, file: file)
    }
    countUndecodableRow()
    try removeSoundtrack(file: file.name)
    return nil
  }

  /// Lists a soundtrack whose file is complete and flushed; answers the files that are no longer listed, which
  /// are the caller's to delete.
  package func add(
    _ stored: StoredSoundtrack<some Codable & Sendable>, for key: String
  ) throws(CatalogError) -> [String] {
    let document = try self.document(of: stored.content)
    let file = stored.file
    return try write { (connection) throws(SQLiteError) in
      let condition = """
        key = ?1 OR key NOT IN (SELECT key FROM soundtrack ORDER BY used_ms DESC, key LIMIT ?2)
        """
      let rest = Value(Self.keptSoundtracks - 1)
      let dropped = try connection.rows(
        "SELECT file FROM soundtrack WHERE \(condition)", Value(key), rest
      ).map { (row) throws(SQLiteError) in try row.text(0) }
      try connection.execute("DELETE FROM soundtrack WHERE \(condition)", Value(key), rest)
      try connection.execute(
        "INSERT INTO soundtrack VALUES (?1, ?2, ?3, ?4, ?5)", Value(key), Value(file.name),
        Value(file.byteCount), Value(file.lastUsed), Value(document))
      return dropped.filter { $0 != file.name }
    }
  }

  /// Notes that a film used this file at `time`, in ms since 1970.
  package func markUsed(soundtrack file: String, at time: Int64) throws(CatalogError) {
    try write { (connection) throws(SQLiteError) in
      try connection.execute(
        "UPDATE soundtrack SET used_ms = ?2 WHERE file = ?1", Value(file), Value(time))
    }
  }

  /// Takes a soundtrack off the list; its file is the caller's to delete, after this.
  package func removeSoundtrack(file: String) throws(CatalogError) {
    try write { (connection) throws(SQLiteError) in
      try connection.execute("DELETE FROM soundtrack WHERE file = ?1", Value(file))
    }
  }

  /// The files of all soundtracks, least recently used first.
  package func soundtrackFiles() throws(CatalogError) -> [PieceFile] {
    try read { (connection) throws(SQLiteError) in
      try connection.rows("SELECT file, bytes, used_ms FROM soundtrack ORDER BY used_ms, file")
        .map { (row) throws(SQLiteError) in try soundFile(row) }
    }
  }
}

/// The file of a row that starts with `file, bytes, used_ms`.
private func soundFile(_ row: Row) throws(SQLiteError) -> PieceFile {
  PieceFile(
    name: try row.text(0), byteCount: try row.integer(1), lastUsed: try row.integer(2))
}
