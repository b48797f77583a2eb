// SPDX-License-Identifier: GPL-3.0-or-later

package import Media
internal import SQLite

/// Names one analysis of one content: another version or other parameters are another measurement.
package struct MeasurementKey: Hashable, Sendable {
  package var content: ContentKey
  /// What was measured, such as `footage` or `music`.
  package var kind: String
  /// The analyser's version; raised whenever its answers change.
  package var version: Int
  /// The analyser's settings as text; empty when it has none.
  package var parameters: String

  package init(content: ContentKey, kind: String, version: Int, parameters: String = "") {
    self.content = content
    self.kind = kind
    self.version = version
    self.parameters = parameters
  }
}

extension Cache {
  /// The stored analysis, or nil; a row that does not decode is dropped and counted, so that it is computed again.
  package func measurement<Analysis: Decodable & Sendable>(
    _ type: Analysis.Type, for key: MeasurementKey
  ) throws(CatalogError) -> Analysis? {
    let document = try read { (connection) throws(SQLiteError) in
      try connection.row(
        """
        SELECT document FROM measurement
        WHERE content = ?1 AND kind = ?2 AND version = ?3 AND parameters = ?4
        """, Value(key.content.text), Value(key.kind), Value(key.version), Value(key.parameters)
      )?.text(0)
    }
    guard let document else { return nil }
    if let analysis = Document.value(type, from: document) { return analysis }
    countUndecodableRow()
    try removeMeasurement(for: key)
    return nil
  }

  /// Keeps `analysis` in place of what was there, and drops what older versions of the analyser found.
  ///
  /// The attempt that led to it ends with it, unless `fault` says why the content is of no use all the same.
  package func store(
    _ analysis: some Encodable & Sendable, for key: MeasurementKey, fault: Fault? = nil
  ) throws(CatalogError) {
    let document = try self.document(of: analysis)
    try write { (connection) throws(SQLiteError) in
      try connection.execute(
        "DELETE FROM attempt WHERE content = ?1 AND kind = ?2 AND version < ?3",
        Value(key.content.text), Value(key.kind), Value(key.version + (fault == nil ? 1 : 0)))
      if let fault { try connection.keep(fault, of: key, as: .rejected) }
      try connection.execute(
        """
        DELETE FROM measurement
        WHERE content = ?1 AND kind = ?2 AND version < ?3 AND parameters = ?4
        """, Value(key.content.text), Value(key.kind), Value(key.version), Value(key.parameters))
      try connection.execute(
        "INSERT OR REPLACE INTO measurement VALUES (?1, ?2, ?3, ?4, ?5)",
        Value(key.content.text), Value(key.kind), Value(key.version), Value(key.parameters),
        Value(document))
    }
  }

  package func removeMeasurement(for key: MeasurementKey) throws(CatalogError) {
    try write { (connection) throws(SQLiteError) in
      try connection.execute(
        """
        DELETE FROM measurement
        WHERE content = ?1 AND kind = ?2 AND version = ?3 AND parameters = ?4
        """, Value(key.content.text), Value(key.kind), Value(key.version), Value(key.parameters))
    }
  }

  /// Drops every measurement of `content`.
  package func removeMeasurements(of content: ContentKey) throws(CatalogError) {
    try write { (connection) throws(SQLiteError) in
      try connection.execute("DELETE FROM measurement WHERE content = ?1", Value(content.text))
    }
  }

  /// Everything that has a measurement of this kind: footage that is not among it still needs one.
  package func measuredContents(
    kind: String, version: Int, parameters: String = ""
  ) throws(CatalogError) -> Set<ContentKey> {
    let texts = try read { (connection) throws(SQLiteError) in
      var texts: [String] = []
      for row in try connection.rows(
        "SELECT content FROM measurement WHERE kind = ?1 AND version = ?2 AND parameters = ?3",
        Value(kind), Value(version), Value(parameters))
      {
        texts.append(try row.text(0))
      }
      return texts
    }
    return Set(texts.map { ContentKey($0) })
  }

  func document(of value: some Encodable) throws(CatalogError) -> String {
    do { return try Document.text(of: value) } catch {
      throw CatalogError(fault: .unexpected, path: path, reason: "cannot be kept: \(error)")
    }
  }
}
