// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux

extension OpenFile {
  /// Opens a regular file that a person named; anything else is refused, and no pipe is waited for.
  static func named(_ path: Path) throws(MontageFailure) -> OpenFile {
    let file: OpenFile?
    let kind: EntryKind
    do throws(SystemError) {
      kind = try FileStatus.read(path, followingLinks: true).kind
      file = kind == .regular ? try OpenFile(named: path) : nil
    } catch {
      throw MontageFailure(reading: path, error)
    }
    guard let file else {
      let what = kind == .directory ? "a folder" : "a pipe, a socket or a device"
      throw MontageFailure(.input, "\(path): \(what), not a file; name a media file")
    }
    guard file.status.size > 0 else {
      throw MontageFailure(.input, "\(path): empty; copy it again")
    }
    return file
  }

  /// All of a small file in a project; `refusal` says what is wrong with a longer one than `limit` bytes, and what to do.
  static func bytes(
    of path: Path, in folder: Path, limit: Int, orElse refusal: String
  ) throws(MontageFailure) -> [UInt8] {
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try OpenFile(path, in: folder).bytes(at: 0, count: limit + 1)
    } catch {
      throw MontageFailure(reading: path, error)
    }
    guard bytes.count <= limit else {
      throw MontageFailure(.input, "\(path.display): \(refusal)")
    }
    return bytes
  }
}
