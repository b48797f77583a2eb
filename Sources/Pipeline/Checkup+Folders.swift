// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Settings

extension Checkup {
  func finding(_ folder: Folder, _ settings: DaemonConfig) -> Finding {
    let name = "drop folder \(folder.path)"
    if let error = folder.error ?? folder.writing, error.isPermission, let group = folder.otherGroup
    {
      return Finding(
        name, .warning, "the group \(group) may write there, and whoever asks is not in it",
        "look as the service does: sudo -u montaged -g \(group) montagectl doctor")
    }
    if let error = folder.error {
      return error.isMissing
        ? Finding(name, .problem, "there is no such folder", "make it, or correct folders:")
        : Finding(
          name, .problem, "it cannot be read (\(error.reason))",
          "allow the service's user to read and enter it")
    }
    guard folder.isFolder else {
      return Finding(name, .problem, "it is a file", "name a folder under folders:")
    }
    if let error = folder.writing {
      return Finding(
        name, .problem,
        "nothing can be written there (\(error.reason)), so that films have no place",
        error.isFull ? "make room" : "allow the service's user to write there")
    }
    let looks = "looked at every \(settings.pollSeconds) s"
    let notice =
      switch folder.fileSystem?.kind {
      case .network: "on a network file system, so that it is \(looks)"
      case .userSpace: "on a FUSE file system, so that it is \(looks)"
      case .overlay: "on an overlay file system, so that it is \(looks)"
      case .local, nil: "readable, writable and watched"
      }
    guard let room = folder.fileSystem?.available, room < Self.wantedRoom else {
      return Finding(name, .ok, notice)
    }
    return Finding(
      name, room < Self.leastRoom ? .problem : .warning,
      "\(notice), but only \(Self.mebibytes(room)) are free", "make room for films on this disk")
  }

  /// `isState` for the databases that must not be lost; the cache can be computed again.
  func finding(_ place: Place, _ name: String, isState: Bool) -> Finding {
    let name = "\(name) \(place.path)"
    if let error = place.error {
      return Finding(
        name, .problem, "nothing can be written there (\(error.reason))",
        error.isFull ? "make room" : "allow the service's user to write there")
    }
    let variable = isState ? "MONTAGED_STATE_DIR" : "MONTAGED_CACHE_DIR"
    switch place.fileSystem?.kind {
    case .network, .userSpace:
      return Finding(
        name, .problem, "its databases are not safe on a network or FUSE file system",
        "set \(variable) to a folder on a local disk")
    case .overlay where isState:
      return Finding(
        name, .warning, "it lies in a container's own layer and goes away with the container",
        "set \(variable) to a folder of the host")
    case .local, .overlay, nil: break
    }
    guard let room = place.fileSystem?.available, room < Self.wantedRoom else {
      return Finding(name, .ok, "writable, on a local file system")
    }
    return Finding(
      name, room < Self.leastRoom ? .problem : .warning,
      "writable, but only \(Self.mebibytes(room)) are free", "make room on this disk")
  }

  /// Nothing here keeps films from being made: what lies there is used when it is there.
  func finding(_ second: Second) -> Finding {
    let name = "second cache folder \(second.path)"
    if let error = second.error {
      return Finding(
        name, .warning, "it is away (\(error.reason)), so that films do without what lies there",
        "mount its disk or share, or correct second_cache_directory:")
    }
    guard second.isMarked else {
      return Finding(
        name, .warning, "it holds no \(SecondPlace.marker): it is new, or away",
        "mount its disk or share; a new folder is taken into use by the service")
    }
    if let error = second.writing {
      return Finding(
        name, .warning, "nothing can be written there (\(error.reason))",
        error.isFull ? "make room" : "allow the service's user to write there")
    }
    guard let room = second.fileSystem?.available, room < Self.wantedRoom else {
      return Finding(name, .ok, "there and writable")
    }
    return Finding(
      name, .warning, "writable, but only \(Self.mebibytes(room)) are free",
      "make room on this disk")
  }

  /// One for all drop folders, which the kernel counts together.
  var watchFinding: Finding? {
    let watched = folders.filter { $0.fileSystem?.kind.reportsChanges == true }
    guard let limit = watchLimit, !watched.isEmpty else { return nil }
    let count = watched.map(\.watches).reduce(0, +)
    let detail = "\(count) folders are watched, and the kernel allows \(limit)"
    let wanted = max(2 * count, 65_536)
    let remedy = "write fs.inotify.max_user_watches=\(wanted) into /etc/sysctl.d/montaged.conf"
    if count > limit {
      return Finding("watches", .warning, detail + ", so that folders are polled instead", remedy)
    }
    // Other programs of this user take watches, too.
    return count > limit / 2
      ? Finding("watches", .warning, detail, remedy) : Finding("watches", .ok, detail)
  }

  /// Bytes that a few films and what becomes of them take.
  static let wantedRoom: Int64 = 2 << 30
  /// Bytes below which not one film of a few minutes fits.
  static let leastRoom: Int64 = 256 << 20

  static func mebibytes(_ bytes: Int64) -> String { "\(bytes >> 20) MiB" }
}
