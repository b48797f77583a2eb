// SPDX-License-Identifier: GPL-3.0-or-later

internal import CLinux
internal import Glibc

/// What a system call answered when it failed, and on what.
package struct SystemError: Error, Hashable, Sendable {
  /// The kernel's error number, such as `ENOENT`.
  package let errno: Int32
  /// The C function.
  package let call: String
  package let path: Path?

  package init(errno: Int32, call: String, path: Path? = nil) {
    self.errno = errno
    self.call = call
    self.path = path
  }

  /// Nothing has that name, or a folder on the way to it is gone.
  package var isMissing: Bool { errno == ENOENT || errno == ENOTDIR }
  package var isPermission: Bool { errno == EACCES || errno == EPERM }
  /// The file system or the user's quota is full.
  package var isFull: Bool { errno == ENOSPC || errno == EDQUOT }
  /// Somebody else listens at that address.
  package var isAddressInUse: Bool { errno == EADDRINUSE }
  package var alreadyExists: Bool { errno == EEXIST }
  /// The device or the server behind the file fails, not the file.
  package var isStorageFailure: Bool {
    [EIO, ENOTCONN, ESTALE, ENODEV, EHOSTDOWN, ETIMEDOUT].contains(errno)
  }
}

extension SystemError: CustomStringConvertible {
  package var description: String {
    let place = path.map { " (\($0.display))" } ?? ""
    return "\(call): \(reason)\(place)"
  }

  /// The kernel's words for the error number.
  package var reason: String { String(cString: clx_reason(errno)) }
}

/// Runs `body` until no signal interrupts it and turns -1 into an error: the one place that retries `EINTR`.
@discardableResult
func check<Answer: SignedInteger>(
  _ call: String, _ path: Path? = nil, _ body: () -> Answer
) throws(SystemError) -> Answer {
  while true {
    let answer = body()
    if answer >= 0 { return answer }
    let code = Glibc.errno
    if code != EINTR { throw SystemError(errno: code, call: call, path: path) }
  }
}

/// Runs `body` with `path` ended by NUL; a path that holds a NUL would name another file and is refused.
@discardableResult
func check<Answer: SignedInteger>(
  _ call: String, at path: Path, _ body: (UnsafePointer<CChar>) -> Answer
) throws(SystemError) -> Answer {
  guard !path.bytes.contains(0) else {
    throw SystemError(errno: EINVAL, call: call, path: path)
  }
  let text = path.bytes.map(CChar.init(bitPattern:)) + [0]
  return try text.withUnsafeBufferPointer { (buffer) throws(SystemError) -> Answer in
    // swift-format-ignore: NeverForceUnwrap
    let start = buffer.baseAddress!  // not empty: it ends with a zero
    return try check(call, path) { body(start) }
  }
}
