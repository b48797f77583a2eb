// SPDX-License-Identifier: GPL-3.0-or-later

internal import CLinux
internal import Glibc

extension FileDescriptor {
  /// Up to `count` bytes from `offset`; fewer only at the end of the file.
  package func pread(at offset: Int64, count: Int) throws(SystemError) -> [UInt8] {
    guard count > 0 else { return [] }
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let size = try check("pread") {
        bytes.withUnsafeMutableBytes {
          Glibc.pread(
            raw, $0.baseAddress?.advanced(by: filled), count - filled, Int(offset) + filled)
        }
      }
      if size == 0 { break }
      filled += size
    }
    bytes.removeLast(count - filled)
    return bytes
  }

  /// What is there now, up to `count` bytes; empty at the end, an `EAGAIN` error when non-blocking and dry.
  package func read(count: Int) throws(SystemError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let size = try check("read") {
      bytes.withUnsafeMutableBytes { Glibc.read(raw, $0.baseAddress, count) }
    }
    bytes.removeLast(count - size)
    return bytes
  }

  /// Everything from the current offset; a file longer than `limit` fails with `EFBIG`.
  package func readToEnd(limit: Int) throws(SystemError) -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let piece = try read(count: 64 << 10)
      if piece.isEmpty { return bytes }
      bytes += piece
      guard bytes.count <= limit else { throw SystemError(errno: EFBIG, call: "read") }
    }
  }

  /// Where the first hole starts: before the end of the file when a copier preallocated and is not done.
  package func firstHole() throws(SystemError) -> Int64 {
    Int64(try check("lseek") { lseek(raw, 0, clx_seek_hole) })
  }
}

extension Path {
  /// The whole file; one longer than `limit` bytes fails with `EFBIG`.
  package func contents(limit: Int) throws(SystemError) -> [UInt8] {
    do throws(SystemError) {
      return try FileDescriptor.open(self).readToEnd(limit: limit)
    } catch {
      throw SystemError(errno: error.errno, call: error.call, path: self)
    }
  }
}
