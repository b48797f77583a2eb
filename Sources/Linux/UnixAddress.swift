// SPDX-License-Identifier: GPL-3.0-or-later

internal import CLinux
internal import Glibc

/// A path as the kernel takes it for a socket.
enum UnixAddress {
  /// Runs `body` with the address of `path`; one that does not fit is refused, because it would name another file.
  static func with<Answer: SignedInteger>(
    _ path: Path, _ call: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Answer
  ) throws(SystemError) {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let room = MemoryLayout.size(ofValue: address.sun_path) - 1
    guard !path.bytes.isEmpty, path.bytes.count <= room else {
      throw SystemError(errno: ENAMETOOLONG, call: call, path: path)
    }
    guard !path.bytes.contains(0) else { throw SystemError(errno: EINVAL, call: call, path: path) }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.bytes) }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    try withUnsafePointer(to: &address) { (pointer) throws(SystemError) in
      try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        (pointer) throws(SystemError) in
        _ = try check(call, path) { body(pointer, size) }
      }
    }
  }

  /// A new stream socket that nobody is connected to.
  static func socket() throws(SystemError) -> FileDescriptor {
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    return FileDescriptor(owning: try check("socket") { Glibc.socket(AF_UNIX, kind, 0) })
  }
}
