// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux

/// Looks into a quiet file, without any decoder, for signs that half of it is missing.
enum FileProbe {
  static func examine(_ file: ScannedFile, below root: Path) -> Settling.Finding {
    do throws(SystemError) {
      let open = try OpenFile(file.path, in: root)
      guard file.kind == .footage || file.kind == .music else { return .whole }
      let size = open.status.size
      let walked = try ContainerWalk.check(size: size) { (offset, count) throws(SystemError) in
        try open.bytes(at: offset, count: count)
      }
      if case .incomplete(let percent) = walked { return .incomplete(percent: percent) }
      // Room that a copier reserved and has not filled; not every file system can tell.
      guard file.kind == .footage, let hole = try? open.firstHole(), hole < size else {
        return .whole
      }
      return .incomplete(percent: min(99, Int(Double(hole) / Double(size) * 100)))
    } catch {
      if error.isMissing { return .gone }
      // Another failure is said by whoever needs the file's bytes.
      return error.isPermission ? .unreadable(error) : .whole
    }
  }
}
