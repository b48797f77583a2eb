// SPDX-License-Identifier: GPL-3.0-or-later

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

  /// Valid while this value lives: who lends the number keeps the value.
  package var raw: Int32 { descriptor.raw }

  /// False when somebody wrote to it since it was opened.
  package var isUnchanged: Bool { (try? FileStatus.read(of: descriptor)) == status }

  /// Bytes at `offset`; fewer at the file's end.
  package func bytes(at offset: Int64, count: Int) throws(SystemError) -> [UInt8] {
    try descriptor.pread(at: offset, count: count)
  }

  /// Where the first hole starts: before the end of the file when a copier reserved the room and is not done.
  package func firstHole() throws(SystemError) -> Int64 { try descriptor.firstHole() }
}
