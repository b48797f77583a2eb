// SPDX-License-Identifier: GPL-3.0-or-later

internal import CLinux
internal import Glibc

/// A file that gets its name only when it is complete and on disk; until then it hides under a temporary one.
package struct OutputFile: ~Copyable {
  /// The folder's own descriptor, so that the file cannot land elsewhere when a mount changes.
  private let directory: FileDescriptor
  private var file: FileDescriptor?
  /// Keeps the file locked until publication, for a clean-up to see that it has an owner.
  private let claim: FileDescriptor
  /// The open file's number, for a started program; valid until publication.
  package let raw: Int32
  /// The name until publication.
  package let temporaryName: [UInt8]
  private var state = State.open

  /// Makes an empty file in `folder`, where it will stay.
  package static func create(
    in folder: Path, permissions: UInt32 = 0o660
  ) throws(SystemError) -> OutputFile {
    let directory = try FileDescriptor.open(folder, .directory)
    while true {
      let name = temporaryName()
      let file = try FileDescriptor.open(name, in: directory, .creating(permissions: permissions))
      // A clean-up may have been faster than our lock.
      guard try isOurs(file) else { continue }
      // The umask may have taken the group's rights; where modes cannot be set they do not matter.
      _ = fchmod(file.raw, permissions)
      let claim = try file.duplicate()
      return OutputFile(directory: directory, file: file, claim: claim, temporaryName: name)
    }
  }

  private init(
    directory: consuming FileDescriptor, file: consuming FileDescriptor,
    claim: consuming FileDescriptor, temporaryName: [UInt8]
  ) {
    self.directory = directory
    raw = file.raw
    self.file = consume file
    self.claim = claim
    self.temporaryName = temporaryName
  }

  /// Locks a new file; false when a clean-up has taken it for a leftover.
  private static func isOurs(_ file: borrowing FileDescriptor) throws(SystemError) -> Bool {
    do throws(SystemError) {
      guard try file.tryLock() else { return false }
    } catch {
      // No locks here, and so no clean-up by lock.
      return true
    }
    return try FileStatus.read(of: file).links > 0
  }

  deinit {
    guard state != .published else { return }
    try? Directory.removeFile(temporaryName, in: directory)
  }

  /// Its status so far.
  package func status() throws(SystemError) -> FileStatus {
    switch file {
    case .some(let file): try FileStatus.read(of: file)
    case .none: preconditionFailure("the file is published")
    }
  }

  /// Gives the file to a user and a group before anybody sees it; only root may give to others.
  package func give(to user: UInt32, group: UInt32) throws(SystemError) {
    try check("fchown") { fchown(raw, user, group) }
  }

  /// Bytes that were written at `offset`; fewer at the file's end.
  package func bytes(at offset: Int64, count: Int) throws(SystemError) -> [UInt8] {
    switch file {
    case .some(let file): try file.pread(at: offset, count: count)
    case .none: preconditionFailure("the file is published")
    }
  }

  /// Appends to the file.
  package func write(_ bytes: [UInt8]) throws(SystemError) {
    switch file {
    case .some(let file): try file.writeAll(bytes)
    case .none: preconditionFailure("the file is published")
    }
  }

  /// Syncs, closes, renames to `name`, syncs the folder; after `EEXIST` another name may be tried.
  ///
  /// A failed sync or close is final: the kernel may have dropped the bytes, so the content must be made again.
  @discardableResult
  package mutating func publish(
    as name: [UInt8], replacing: Bool
  ) throws(SystemError) -> FileStatus {
    if state == .open { try complete() }
    guard state == .complete else {
      throw SystemError(errno: EIO, call: "fsync", path: Path(bytes: name))
    }
    try Rename.move(temporaryName, to: name, in: directory, replacing: replacing)
    state = .published
    try Directory.sync(directory)
    return try FileStatus.read(name, in: directory)
  }

  private mutating func complete() throws(SystemError) {
    state = .failed
    guard let file = file.take() else { return }
    try file.fsync()
    try file.close()
    state = .complete
  }

  private enum State { case open, complete, failed, published }
}

extension OutputFile {
  /// A fresh hidden name, which a scan must ignore and a clean-up may remove.
  package static func temporaryName() -> [UInt8] { Array((prefix + randomName + suffix).utf8) }

  /// Sixteen random hexadecimal digits or fewer, for names that nobody reads.
  package static var randomName: String { String(UInt64.random(in: 0...UInt64.max), radix: 16) }

  /// Whether a name is one of ours, left behind when it is old.
  package static func isTemporaryName(_ name: [UInt8]) -> Bool {
    name.starts(with: Array(prefix.utf8)) && name.reversed().starts(with: suffix.utf8.reversed())
  }

  private static var prefix: String { ".montaged-" }
  private static var suffix: String { ".tmp" }
}
