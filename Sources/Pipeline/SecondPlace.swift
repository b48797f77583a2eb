// SPDX-License-Identifier: GPL-3.0-or-later

package import Catalog
package import Linux
package import Settings
internal import Synchronization

/// A second, larger and slower folder for pieces: a disk or a share that may be away.
///
/// Pieces lie in its `pieces`. The file `.montaged-cache` in it holds one line that the ledger knows too: so the folder is
/// told from the empty one that a disk or share is mounted on. Nothing is written but through a descriptor that the
/// line was read through.
package final class SecondPlace: Sendable {
  package let path: Path
  /// What the pieces may take of its disk.
  let size: CacheSize
  private let ledger: Ledger
  private let state = Mutex(State())
  /// Where files are moved, one after the other.
  let lane = SerialQueue(label: "second place")

  package init(path: Path, size: CacheSize, ledger: Ledger) {
    self.path = path
    self.size = size
    self.ledger = ledger
  }

  /// Why the folder cannot be used now.
  package struct Absence: Error, Hashable, Sendable {
    /// Without the folder's name, with what to do.
    package var reason: String
  }

  /// Why it could not be used when somebody last tried; nil when it could, or nobody has tried yet.
  package var absence: Absence? { state.withLock { $0.absence } }

  /// What was left there by others was not looked for since it was last away.
  var isUnsettled: Bool { state.withLock { $0.isUnsettled } }

  func noteSettled() { state.withLock { $0.isUnsettled = false } }

  /// What the place answered when something was done there.
  func note(_ error: SystemError) {
    state.withLock { $0 = State(absence: Absence(reason: Self.sentence(for: error))) }
  }

  private struct State {
    var absence: Absence?
    var isUnsettled = true
  }

  /// Where the pieces' files lie while it is there.
  var pieceFolder: Path { path.joining(Self.pieces) }

  /// The folder of the pieces, held open, so that what is done to it is done to this disk.
  final class Opened: Sendable {
    let folder: FileDescriptor
    let place: PiecePlace
    /// The folder by its descriptor, valid while this value lives.
    var path: Path { Path("/proc/self/fd/\(folder.raw)") }

    fileprivate init(_ folder: consuming FileDescriptor, id: String) {
      self.folder = folder
      place = .second(id)
    }
  }

  /// Opens it if it is the folder that it was; takes it into use when it is new.
  func open() throws(Absence) -> Opened {
    let absence: Absence
    do {
      let opened = try identified()
      state.withLock { $0.absence = nil }
      return opened
    } catch let error as Absence {
      absence = error
    } catch let error as SystemError {
      absence = Absence(reason: Self.sentence(for: error))
    } catch {
      absence = Absence(reason: MontageFailure(wrapping: error).sentence)
    }
    state.withLock { $0 = State(absence: absence) }
    throw absence
  }

  private func identified() throws -> Opened {
    let folder = try FileDescriptor.open(path, .directory)
    let isEmpty: Bool
    if let pieces = try? FileDescriptor.open(Self.pieces, in: folder, .directory) {
      isEmpty = try Directory.entries(of: pieces).isEmpty
    } else {
      isEmpty = true
    }
    let known = try ledger.marker(of: path.bytes)
    switch Self.judge(known: known, found: try Self.marker(in: folder), isEmpty: isEmpty) {
    case .known(let id): return Opened(try Self.pieceFolder(in: folder), id: id)
    case .new: return Opened(try Self.pieceFolder(in: folder), id: try takeIn(folder))
    case .away(let reason): throw Absence(reason: reason)
    }
  }

  // MARK: - Telling which it is

  /// What the marker says about the folder.
  enum Verdict: Hashable {
    /// The folder with this line in its marker.
    case known(String)
    case new
    case away(String)
  }

  /// `known` is what the ledger has; `found` the marker's line, empty for one that somebody emptied, nil for no marker.
  ///
  /// A marker is written before the ledger has it, and pieces come after that: without pieces a foreign one is nobody's.
  static func judge(known: String?, found: String?, isEmpty: Bool) -> Verdict {
    switch (known, found) {
    case (let known?, let found?) where known == found: .known(known)
    case (_, ""), (nil, nil): .new
    case (nil, _?) where isEmpty: .new
    case (_?, nil):
      .away(
        "its marker \(marker) is not there, so that its disk or share is not mounted or is another; "
          + "mount it, or make an empty file of that name there to use what is there now")
    case (_, _?):
      .away(
        "its marker \(marker) is that of another cache; "
          + "name another folder, or empty that file to take over this one")
    }
  }

  private static func sentence(for error: SystemError) -> String {
    if error.isMissing { return "there is no such folder; mount its disk or share, or make it" }
    if error.isPermission {
      return
        "it may not be used (\(error.reason)); allow the service's user to read and write there"
    }
    return "it cannot be used (\(error.reason)); check the disk or the share"
  }

  private static func marker(in folder: borrowing FileDescriptor) throws(SystemError) -> String? {
    do throws(SystemError) {
      let bytes = try FileDescriptor.openBeneath(folder, Path(marker)).read(count: longestMarker)
      let line = bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
      return String(decoding: line, as: UTF8.self)
    } catch {
      // Only what is surely not there: a share that does not answer may hold one.
      guard error.isMissing else { throw error }
      return nil
    }
  }

  /// Marks the folder, on disk before the ledger says so.
  private func takeIn(_ folder: borrowing FileDescriptor) throws -> String {
    let id = OutputFile.randomName + OutputFile.randomName
    let file = try FileDescriptor.open(
      Array(Self.marker.utf8), in: folder, .replacing(permissions: 0o664))
    try file.writeAll(Array("\(id)\n".utf8))
    try file.fsync()
    try Directory.sync(folder)
    try ledger.enrol(folder: path.bytes, marker: id, at: .now)
    return id
  }

  private static func pieceFolder(
    in folder: borrowing FileDescriptor
  ) throws(SystemError) -> FileDescriptor {
    try Directory.make(Path("/proc/self/fd/\(folder.raw)").joining(pieces))
    return try FileDescriptor.open(pieces, in: folder, .directory)
  }

  package static let marker = ".montaged-cache"
  private static let pieces = Array("pieces".utf8)
  /// More than a line of ours has, to notice another.
  private static let longestMarker = 64
}
