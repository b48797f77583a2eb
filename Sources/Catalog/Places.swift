// SPDX-License-Identifier: GPL-3.0-or-later

internal import SQLite

extension Cache {
  /// Keeps identities only within one boot, after which device numbers may mean other disks; true when they are kept.
  @discardableResult
  package func keepIdentities(boot: String) throws(CatalogError) -> Bool {
    let known = try read { (connection) throws(SQLiteError) in try connection.place([]) }
    if known == boot { return true }
    try write { (connection) throws(SQLiteError) in
      try connection.execute("DELETE FROM identity")
      try connection.execute("DELETE FROM place")
      try connection.set(place: [], to: boot)
    }
    return false
  }

  /// Keeps the identities of a drop folder's device only while it is mounted as it was; true when they are kept.
  ///
  /// Measurements stay in any case: only content keys are computed again.
  @discardableResult
  package func keepIdentities(
    of folder: [UInt8], device: UInt64, mount: UInt64
  ) throws(CatalogError) -> Bool {
    precondition(!folder.isEmpty, "the empty name is the boot's")
    let now = "\(device) \(mount)"
    let known = try read { (connection) throws(SQLiteError) in try connection.place(folder) }
    if known == now { return true }
    return try write { (connection) throws(SQLiteError) in
      let isKnown = try connection.row("SELECT 1 FROM place WHERE value = ?1", Value(now)) != nil
      try connection.set(place: folder, to: now)
      // A second drop folder on the mount of a first one tells nothing new of its device.
      if isKnown { return true }
      let former = known.flatMap { $0.split(separator: " ").first }.flatMap { UInt64($0) }
      for device in Set([former ?? device, device]) {
        try connection.execute("DELETE FROM identity WHERE device = ?1", Value(bits: device))
      }
      return false
    }
  }
}

extension Connection {
  fileprivate func place(_ folder: [UInt8]) throws(SQLiteError) -> String? {
    try row("SELECT value FROM place WHERE folder = ?1", Value(folder))?.text(0)
  }

  fileprivate func set(place folder: [UInt8], to value: String) throws(SQLiteError) {
    try execute("INSERT OR REPLACE INTO place VALUES (?1, ?2)", Value(folder), Value(value))
  }
}
