// SPDX-License-Identifier: GPL-3.0-or-later

internal import CLinux
internal import Glibc

/// Reads, makes and syncs folders.
package enum Directory {
  /// One name in a folder.
  package struct Entry: Hashable, Sendable {
    package let name: [UInt8]
    package let kind: EntryKind
    package let inode: UInt64

    package init(name: [UInt8], kind: EntryKind, inode: UInt64) {
      self.name = name
      self.kind = kind
      self.inode = inode
    }
  }

  /// Every name in the folder but `.` and `..`, sorted by bytes; no kind is left unknown.
  package static func entries(_ path: Path) throws(SystemError) -> [Entry] {
    do throws(SystemError) {
      return try entries(of: FileDescriptor.open(path, .directory))
    } catch {
      throw SystemError(errno: error.errno, call: error.call, path: path)
    }
  }

  /// Every name in an open folder but `.` and `..`, sorted by bytes; no kind is left unknown.
  package static func entries(
    of directory: borrowing FileDescriptor
  ) throws(SystemError) -> [Entry] {
    // A second open, because a duplicate would share the position in the folder.
    let own = try FileDescriptor.open([UInt8(ascii: ".")], in: directory, .directory).release()
    guard let stream = fdopendir(own) else {
      let code = Glibc.errno
      _ = Glibc.close(own)
      throw SystemError(errno: code, call: "fdopendir")
    }
    defer { closedir(stream) }
    var entries: [Entry] = []
    while let entry = try next(stream) {
      if entry.kind != .unknown {
        entries.append(entry)
      } else if let kind = try kind(of: entry.name, in: directory) {
        entries.append(Entry(name: entry.name, kind: kind, inode: entry.inode))
      }
    }
    return entries.sorted { $0.name.lexicographicallyPrecedes($1.name) }
  }

  /// Makes one folder; an existing one is left as it is.
  package static func make(
    _ path: Path, permissions: UInt32 = 0o770
  ) throws(SystemError) {
    do throws(SystemError) {
      try check("mkdir", at: path) { mkdir($0, permissions) }
    } catch {
      guard error.alreadyExists,
        try FileStatus.read(path, followingLinks: true).kind == .directory
      else { throw error }
    }
  }

  /// Waits until the disk has the names in the folder; file systems that cannot are taken at their word.
  package static func sync(_ directory: borrowing FileDescriptor) throws(SystemError) {
    do throws(SystemError) {
      try directory.fsync()
    } catch {
      guard error.errno == EINVAL || error.errno == EOPNOTSUPP else { throw error }
    }
  }

  /// Removes the name of a file; none there is fine.
  package static func removeFile(
    _ name: [UInt8], in directory: borrowing FileDescriptor
  ) throws(SystemError) {
    let folder = directory.raw
    do throws(SystemError) {
      try check("unlinkat", at: Path(bytes: name)) { unlinkat(folder, $0, 0) }
    } catch {
      guard error.errno == ENOENT else { throw error }
    }
  }

  private static func next(_ stream: OpaquePointer) throws(SystemError) -> Entry? {
    while true {
      // The manual: "to distinguish end of stream from an error, set errno to zero before".
      Glibc.errno = 0
      guard let record = readdir(stream) else {
        let code = Glibc.errno
        guard code == 0 else { throw SystemError(errno: code, call: "readdir") }
        return nil
      }
      let name = name(of: record)
      if name == [dot] || name == [dot, dot] { continue }
      let kind = EntryKind(entryType: record.pointee.d_type)
      return Entry(name: name, kind: kind, inode: UInt64(record.pointee.d_ino))
    }
  }

  /// Reads the name in place: a copied record would end before a long name does.
  private static func name(of record: UnsafeMutablePointer<dirent>) -> [UInt8] {
    let start = UnsafeRawPointer(record) + (MemoryLayout<dirent>.offset(of: \.d_name) ?? 0)
    let length = strlen(start.assumingMemoryBound(to: CChar.self))
    return Array(UnsafeRawBufferPointer(start: start, count: length))
  }

  /// Nil when the name is gone by now.
  private static func kind(
    of name: [UInt8], in directory: borrowing FileDescriptor
  ) throws(SystemError) -> EntryKind? {
    do throws(SystemError) {
      return try FileStatus.read(name, in: directory).kind
    } catch {
      guard error.isMissing else { throw error }
      return nil
    }
  }

  private static let dot = UInt8(ascii: ".")
}
