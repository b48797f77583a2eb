// SPDX-License-Identifier: GPL-3.0-or-later

package import Linux

/// What the service's unit needs for one drop folder, in a file of its own beside the unit.
package struct UnitDropIn: Sendable, Hashable {
  /// The whole path of the file.
  package var path: Path
  package var text: String

  /// Nil where the unit as it is will do.
  package init?(for folder: EnrolledFolder) {
    let service = Self.service(folder)
    let unit = Self.unit(folder)
    guard !service.isEmpty || !unit.isEmpty else { return nil }
    path = Path("/etc/systemd/system/montaged.service.d").joining(Self.name(of: folder.path))
    var sections = [[Self.mark, "# The drop folder \(folder.path) needs it; see montaged(8)."]]
    if !unit.isEmpty { sections.append(["[Unit]"] + unit) }
    if !service.isEmpty { sections.append(["[Service]"] + service) }
    text = sections.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  /// The first line of files that may be replaced.
  static let mark = "# Written by montagectl enroll."

  /// A mount that comes late is waited for, and one that does not come at all keeps no other drop folder waiting.
  private static func unit(_ folder: EnrolledFolder) -> [String] {
    guard !folder.mountPoint.components.isEmpty else { return [] }
    let mount = UnitText.escaped(folder.mountPoint) + ".mount"
    return ["Wants=" + mount, "After=" + mount]
  }

  private static func service(_ folder: EnrolledFolder) -> [String] {
    var lines: [String] = []
    if folder.access == .group, folder.groupName != EnrolledFolder.serviceUser {
      lines.append("SupplementaryGroups=" + folder.groupText)
    }
    // The sign lets the service start while the folder is away.
    let word = UnitText.word(folder.path.text, mark: "-")
    switch folder.place {
    case .open, .impossible: break
    case .readOnly: lines.append("ReadWritePaths=" + word)
    case .hidden: lines += ["ProtectHome=tmpfs", "BindPaths=" + word]
    }
    return lines
  }

  private static func name(of folder: Path) -> String {
    let name = UnitText.escaped(folder)
    // A name has 255 bytes at most.
    guard name.utf8.count > longestName else { return "enroll-\(name).conf" }
    return "enroll-\(name.prefix(longestName))-\(StableName.digest(of: folder.bytes)).conf"
  }

  private static let longestName = 180
}
