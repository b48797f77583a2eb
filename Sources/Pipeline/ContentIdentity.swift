// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
internal import Digest
internal import Linux
internal import Media

extension OpenFile {
  var identity: FileIdentity { FileIdentity(status) }

  /// SHA-256 over the size, the first and last MiB and eight blocks of 64 KiB spread between them.
  ///
  /// Camera files differ in their first or last MiB (index, time, telemetry); the blocks between tell
  /// apart copies that were damaged or edited in place. Reading 2.5 MiB takes a disk a few milliseconds.
  func contentKey() throws(SystemError) -> ContentKey {
    var digest = SHA256()
    digest.update(Array(String(status.size).utf8) + [0])
    let edge = 1 << 20
    if status.size <= 2 * Int64(edge) {
      digest.update(try bytes(at: 0, count: 2 * edge))
    } else {
      let blocks: Int64 = 8
      let middle = status.size - 2 * Int64(edge)
      digest.update(try bytes(at: 0, count: edge))
      for block in 0..<blocks {
        digest.update(
          try bytes(at: Int64(edge) + middle * block / blocks, count: 1 << 16))
      }
      digest.update(try bytes(at: status.size - Int64(edge), count: edge))
    }
    return ContentKey(digest.hexadecimal())
  }
}

extension FileIdentity {
  /// What the file system says of a file, however it was asked.
  init(_ status: FileStatus) {
    self.init(
      device: status.device, inode: status.inode, size: status.size, modified: status.modified,
      changed: status.changed)
  }
}
