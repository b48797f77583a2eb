// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux

/// Keeps a second daemon from the same state folder while it lives; a killed holder lets go.
package final class StateLock: Sendable {
  private let file: FileDescriptor

  fileprivate init(_ file: consuming FileDescriptor) { self.file = file }
}

extension Store {
  /// Makes this process the only daemon on the state folder; programs that make one film do not need it.
  package func lock() throws(MontageFailure) -> StateLock {
    let path = places.state.joining("lock")
    do throws(SystemError) {
      let file = try Self.open(path)
      guard try file.tryLock() else { throw SystemError(errno: 0, call: "flock", path: path) }
      try file.truncate(to: 0)
      try file.pwriteAll(Array("\(owner.process)\n".utf8), at: 0)
      return StateLock(file)
    } catch {
      guard error.errno == 0 else { throw MontageFailure(writing: path, error) }
    }
    throw MontageFailure(
      .temporary,
      "\(places.state) is in use by process \(Self.holder(of: path)); "
        + "stop that one first, or give this one folders of its own")
  }

  private static func open(_ path: Path) throws(SystemError) -> FileDescriptor {
    do throws(SystemError) {
      return try FileDescriptor.open(path, .creating(permissions: 0o640))
    } catch {
      guard error.alreadyExists else { throw error }
      return try FileDescriptor.open(path, .updating)
    }
  }

  private static func holder(of path: Path) -> String {
    let text = String(decoding: (try? path.contents(limit: 64)) ?? [], as: UTF8.self)
    return text.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? "unknown"
  }
}

extension StorePlaces {
  /// Refuses a state folder on which a write-ahead log, or a lock, could not be trusted.
  func refuseUnsafeState(on kind: FileSystemKind) throws(MontageFailure) {
    let word: String
    switch kind {
    case .local, .overlay: return
    case .network: word = "network"
    case .userSpace: word = "FUSE"
    }
    throw MontageFailure(
      .configuration,
      "\(state): lies on a \(word) file system, where the record of films is not safe; "
        + "set MONTAGED_STATE_DIR to a folder on a disk of this machine")
  }
}
