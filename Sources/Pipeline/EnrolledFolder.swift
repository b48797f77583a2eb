// SPDX-License-Identifier: GPL-3.0-or-later

package import Linux

/// A folder that is to become a drop folder, as the service's unit and user would meet it.
package struct EnrolledFolder: Sendable, Hashable {
  /// Without links on the way.
  package var path: Path
  package var user: UInt32 = 0
  package var group: UInt32 = 0
  /// Nil for numbers without a name on this machine.
  package var userName: String?
  package var groupName: String?
  /// The twelve permission bits.
  package var permissions: UInt32 = 0
  /// There are rights beyond the mode.
  package var hasAccessList = false
  package var fileSystem = FileSystemKind.local
  /// Where the file system is mounted that the folder lies on.
  package var mountPoint: Path = "/"
  /// Folders above it that the mode lets neither everybody nor its group enter.
  package var closed: [Path] = []

  package init(path: Path) { self.path = path }

  /// Looks at `path` on the system whose root is `root`.
  package static func read(
    _ path: Path, below root: Path
  ) throws(MontageFailure) -> EnrolledFolder {
    do {
      let top = try root.resolved()
      let whole = try top.joining(path).resolved()
      guard let inside = whole.relative(to: top) else {
        throw MontageFailure(
          .input, "\(path): a link leads out of \(root); name a folder of that system")
      }
      return try EnrolledFolder(path: Path("/").joining(inside)).reading(whole, below: top)
    } catch let error as SystemError {
      throw MontageFailure(reading: path, error)
    } catch {
      throw MontageFailure(wrapping: error)
    }
  }

  private func reading(_ whole: Path, below top: Path) throws -> EnrolledFolder {
    let status = try FileStatus.read(whole, followingLinks: true)
    guard status.kind == .directory else {
      throw MontageFailure(.input, "\(path): is a file; name the folder that is to be watched")
    }
    var folder = self
    (folder.user, folder.group) = (status.user, status.group)
    folder.userName = AccountName.user(status.user)
    folder.groupName = AccountName.group(status.group)
    folder.permissions = status.permissions
    folder.hasAccessList = AccessList.isPresent(at: whole)
    folder.fileSystem = try FileSystem.read(whole).kind
    let mounts = (try? MountTable.read()) ?? []
    let mount = mounts.last { $0.id == status.mount }?.point.relative(to: top)
    folder.mountPoint = Path("/").joining(mount ?? Path(bytes: []))
    folder.closed = try Self.above(path).filter { above in
      try folder.isClosed(FileStatus.read(top.joining(above), followingLinks: true), at: above)
    }
    return folder
  }

  /// The folders on the way, from the outermost on.
  private static func above(_ path: Path) -> [Path] {
    var way: [Path] = []
    var next = path.parent
    while let folder = next, !folder.components.isEmpty {
      way.insert(folder, at: 0)
      next = folder.parent
    }
    return way
  }

  private func isClosed(_ status: FileStatus, at path: Path) -> Bool {
    let isOpen =
      status.permissions & 0o001 != 0 || status.permissions & 0o010 != 0 && status.group == group
    return !isOpen && !AccessList.isPresent(at: path)
  }

  /// The name of its group where a unit can hold it, else the number.
  package var groupText: String {
    guard let groupName, groupName.utf8.allSatisfy(Self.plain.contains),
      groupName.utf8.first.map({ !Self.digits.contains($0) }) ?? false
    else { return String(group) }
    return groupName
  }

  private static let digits = Set("0123456789".utf8)
  private static let plain = Set(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-".utf8)
}

extension EnrolledFolder {
  /// By what the service may write there, as far as the mode tells.
  package enum Access: Sendable, Hashable {
    /// It is the service's own.
    case owner
    /// Through the group, once the service is in it.
    case group
    case everybody
    case none
  }

  package var access: Access {
    if userName == Self.serviceUser, permissions & 0o700 == 0o700 { return .owner }
    // Whoever is in root's group may do more than use a share.
    if group != 0, permissions & 0o070 == 0o070 { return .group }
    return permissions & 0o007 == 0o007 ? .everybody : .none
  }

  /// New files belong to the folder's group, too.
  package var passesGroupOn: Bool { permissions & 0o2000 != 0 }

  static let serviceUser = "montaged"

  /// How the unit lets the service see and change what lies there.
  package enum Place: Sendable, Hashable {
    /// As it is.
    case open
    /// For reading only, unless a drop-in says otherwise.
    case readOnly
    /// Not at all, unless a drop-in says otherwise.
    case hidden
    /// No drop folder can be there; the reason, and where else.
    case impossible(String)
  }

  package var place: Place {
    let isBelow = { (folder: String) in path.relative(to: Path(folder)) != nil }
    if path.components.isEmpty {
      return .impossible("is the whole file system; name one folder in it")
    }
    if ["/proc", "/sys", "/dev", "/run/user"].contains(where: isBelow) {
      return .impossible("holds no files of people; name a folder on a disk or share")
    }
    if ["/tmp", "/var/tmp"].contains(where: isBelow) {
      return .impossible(
        "the service has a temporary folder of its own in its place; name a folder elsewhere")
    }
    if ["/bin", "/boot", "/etc", "/lib", "/lib64", "/sbin", "/usr"].contains(where: isBelow) {
      return .impossible("belongs to the system; name a folder elsewhere")
    }
    if ["/home", "/root"].contains(where: isBelow) { return .hidden }
    let written = ["/srv", "/mnt", "/media", "/var/lib/montaged", "/var/cache/montaged"]
    return written.contains(where: isBelow) ? .open : .readOnly
  }
}
