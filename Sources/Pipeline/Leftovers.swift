// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
internal import Linux

/// Temporary files of processes that were killed before they could remove them.
enum Leftovers {
  /// Where files cannot be locked, younger ones may belong to a process that is still at work: no film takes longer.
  private static let hours: Int64 = 24

  /// Removes those in a folder that have no owner any more.
  static func remove(from folder: Path, at now: Int64 = .now) throws(SystemError) {
    for entry in try Directory.entries(folder)
    where entry.kind == .regular && OutputFile.isTemporaryName(entry.name) {
      let path = folder.joining(entry.name)
      do throws(SystemError) {
        try remove(path, at: now)
      } catch {
        // Its owner was faster, or it is not ours to remove.
        guard error.isMissing || error.isPermission else { throw error }
      }
    }
  }

  /// Removes pieces and soundtracks that the cache does not list there, so that nothing will ever use or drop them.
  static func removeOrphans(
    from folder: Path, of place: PiecePlace = .own, listedIn cache: Cache
  ) throws {
    // The names first: who makes a piece lists it after it has its name.
    let names = try Directory.entries(folder).filter { $0.kind == .regular }.map(\.name)
    let sounds = place == .own ? try cache.soundtrackFiles().map(\.name) : []
    let files = try cache.pieceNames(at: place) + sounds
    let listed = Set(files.map { Array($0.utf8) })
    for name in names where isPieceName(name) && !listed.contains(name) {
      let path = folder.joining(name)
      do throws(SystemError) {
        // Its maker keeps it locked until it is listed.
        try remove(path, at: .now)
      } catch {
        guard error.isMissing || error.isPermission else { throw error }
      }
    }
  }

  /// Sixteen hexadecimal digits or fewer: as `PieceMaker` and `SoundMaker` call them.
  private static func isPieceName(_ name: [UInt8]) -> Bool {
    let text = String(decoding: name, as: UTF8.self)
    guard text.hasSuffix(".mp4") || text.hasSuffix(".m4a") else { return false }
    return UInt64(text.dropLast(4), radix: 16) != nil
  }

  private static func remove(_ path: Path, at now: Int64) throws(SystemError) {
    // A network lock needs a file that may be written. The lock is held until the name is gone.
    let file = try FileDescriptor.open(path, .updating)
    let isAbandoned: Bool
    do throws(SystemError) {
      isAbandoned = try file.tryLock()
    } catch {
      let status = try FileStatus.read(of: file)
      isAbandoned = now - status.modified / 1_000_000 > hours * 3_600_000
    }
    if isAbandoned { try Directory.remove(path) }
    withExtendedLifetime(file) {}
  }
}
