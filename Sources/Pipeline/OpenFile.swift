// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
internal import Digest
package import Linux
internal import Media

/// A user's file held open, so that what is read is what was found, whatever happens to its name.
package final class OpenFile: Sendable {
  package let path: Path
  private let descriptor: FileDescriptor
  /// When it was opened.
  package let status: FileStatus

  /// Opens the regular file `path` inside `folder`, which may lie on a share: no link leads out of it.
  package convenience init(_ path: Path, in folder: Path) throws(SystemError) {
    try self.init(try FileDescriptor.openBeneath(folder, path), path: folder.joining(path))
  }

  /// Opens a file that the person at the terminal named.
  package convenience init(named path: Path) throws(SystemError) {
    try self.init(try FileDescriptor.open(path), path: path)
  }

  private init(_ descriptor: consuming FileDescriptor, path: Path) throws(SystemError) {
    status = try FileStatus.read(of: descriptor)
    self.descriptor = descriptor
    self.path = path
  }

  package var raw: Int32 { descriptor.raw }

  /// False when somebody wrote to it since it was opened.
  package var isUnchanged: Bool { (try? FileStatus.read(of: descriptor)) == status }

  var identity: FileIdentity {
    FileIdentity(
      device: status.device, inode: status.inode, size: status.size, modified: status.modified,
      changed: status.changed)
  }

  /// Bytes at `offset`; fewer at the file's end.
  func bytes(at offset: Int64, count: Int) throws(SystemError) -> [UInt8] {
    try descriptor.pread(at: offset, count: count)
  }

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
