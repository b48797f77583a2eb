// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc

extension FileDescriptor {
  /// Writes every byte at the current offset.
  package func writeAll(_ bytes: [UInt8]) throws(SystemError) {
    try write(bytes, "write") { Glibc.write(raw, $0, $1) }
  }

  /// Makes `bytes` the whole content of an open file that stays its owner's.
  package static func rewrite(_ raw: Int32, with bytes: [UInt8]) throws(SystemError) {
    let file = FileDescriptor(owning: raw)
    do throws(SystemError) {
      try file.truncate(to: 0)
      try file.pwriteAll(bytes, at: 0)
    } catch {
      _ = file.release()
      throw error
    }
    _ = file.release()
  }

  /// Writes every byte from `offset` on into an open file that stays its owner's.
  package static func write(
    _ bytes: [UInt8], at offset: Int64, to raw: Int32
  ) throws(SystemError) {
    let file = FileDescriptor(owning: raw)
    do throws(SystemError) {
      try file.pwriteAll(bytes, at: offset)
    } catch {
      _ = file.release()
      throw error
    }
    _ = file.release()
  }

  /// Writes every byte from `offset` on.
  package func pwriteAll(_ bytes: [UInt8], at offset: Int64) throws(SystemError) {
    var position = offset
    try write(bytes, "pwrite") { (start, count) -> Int in
      let size = Glibc.pwrite(raw, start, count, Int(position))
      position += Int64(max(0, size))
      return size
    }
  }

  /// Waits until the disk has the bytes; after a failure the file must be written anew, never synced again.
  package func fsync() throws(SystemError) {
    try check("fsync") { Glibc.fsync(raw) }
  }

  /// Cuts or extends the file to `size` bytes.
  package func truncate(to size: Int64) throws(SystemError) {
    try check("ftruncate") { ftruncate(raw, Int(size)) }
  }

  private func write(
    _ bytes: [UInt8], _ call: String, _ body: (UnsafeRawPointer, Int) -> Int
  ) throws(SystemError) {
    var written = 0
    while written < bytes.count {
      written += try check(call) {
        bytes.withUnsafeBytes { (buffer) -> Int in
          guard let start = buffer.baseAddress else { return 0 }
          return body(start + written, buffer.count - written)
        }
      }
    }
  }
}
