// SPDX-License-Identifier: GPL-3.0-or-later

package import Media
internal import SQLite

/// What the file system says of a file; while all of it is unchanged, so is the content.
package struct FileIdentity: Hashable, Sendable {
  package var device: UInt64
  package var inode: UInt64
  /// In bytes.
  package var size: Int64
  /// Time of the last change of content, in ns since 1970.
  package var modified: Int64
  /// Time of the last change of content, name or rights, in ns since 1970.
  package var changed: Int64

  package init(device: UInt64, inode: UInt64, size: Int64, modified: Int64, changed: Int64) {
    self.device = device
    self.inode = inode
    self.size = size
    self.modified = modified
    self.changed = changed
  }
}

extension Cache {
  /// The content that the file had when it was remembered, or nil when anything about it has changed.
  package func content(of file: FileIdentity) throws(CatalogError) -> ContentKey? {
    let text = try read { (connection) throws(SQLiteError) in
      try connection.row(
        """
        SELECT content FROM identity
        WHERE device = ?1 AND inode = ?2 AND size = ?3 AND modified_ns = ?4 AND changed_ns = ?5
        """, Value(bits: file.device), Value(bits: file.inode), Value(file.size),
        Value(file.modified), Value(file.changed))?.text(0)
    }
    return text.map { ContentKey($0) }
  }

  /// Keeps what `file` holds, in place of what its inode held before.
  package func remember(_ content: ContentKey, of file: FileIdentity) throws(CatalogError) {
    try write { (connection) throws(SQLiteError) in
      try connection.execute(
        "INSERT OR REPLACE INTO identity VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        Value(bits: file.device), Value(bits: file.inode), Value(file.size), Value(file.modified),
        Value(file.changed), Value(content.text))
    }
  }

  /// Drops all identities: after a boot, device numbers may mean other disks.
  package func forgetIdentities() throws(CatalogError) {
    try write { (connection) throws(SQLiteError) in try connection.execute("DELETE FROM identity") }
  }

  /// Drops the identities of one device: after it was mounted again.
  package func forgetIdentities(device: UInt64) throws(CatalogError) {
    try write { (connection) throws(SQLiteError) in
      try connection.execute("DELETE FROM identity WHERE device = ?1", Value(bits: device))
    }
  }
}
