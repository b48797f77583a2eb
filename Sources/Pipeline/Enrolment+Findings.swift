// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux

extension Enrolment {
  /// What was seen of the folder, in the order in which one would mend it.
  package var findings: [Checkup.Finding] {
    folder.closed.map(Self.finding(closed:))
      + [
        accessFinding, groupFinding, placeFinding, mountFinding, systemFinding,
      ].compactMap(\.self)
  }

  private static func finding(closed above: Path) -> Checkup.Finding {
    Checkup.Finding(
      "way \(above)", .problem, "the service may not enter this folder on the way",
      "let it: setfacl -m u:montaged:x \(UnitText.shell(above))")
  }

  /// Who the folder belongs to, as `ls -ld` says it.
  package var owners: String {
    let user = folder.userName ?? String(folder.user)
    let group = folder.groupName ?? String(folder.group)
    return "owner \(user), group \(group), mode \(mode)"
  }

  /// In octal digits.
  package var mode: String { String(folder.permissions, radix: 8) }

  private var accessFinding: Checkup.Finding {
    let name = "rights"
    let path = UnitText.shell(folder.path)
    switch folder.access {
    case .owner: return Checkup.Finding(name, .ok, "\(owners): it is the service's own")
    case .group: return Checkup.Finding(name, .ok, "\(owners): the service joins the group")
    case .everybody: return Checkup.Finding(name, .ok, "\(owners): everybody may write there")
    case .none where folder.hasAccessList:
      return Checkup.Finding(
        name, .warning, "\(owners), and an access list, which may let the service in or not",
        "look for user:montaged:rwx in: getfacl \(path)")
    case .none:
      return Checkup.Finding(
        name, .problem, "\(owners): the service may not write there",
        "give it to a group of the share's people: chgrp media \(path); chmod 2775 \(path); "
          + "or let the service alone in: setfacl -R -m u:montaged:rwX,d:u:montaged:rwX \(path); then call enroll again"
      )
    }
  }

  private var groupFinding: Checkup.Finding? {
    guard folder.access == .group, !folder.passesGroupOn else { return nil }
    return Checkup.Finding(
      "group", .warning, "what is put into the folder does not belong to its group",
      "pass it on: find \(UnitText.shell(folder.path)) -type d -exec chmod g+s {} +")
  }

  private var placeFinding: Checkup.Finding? {
    switch folder.place {
    case .open, .impossible: nil
    case .readOnly:
      Checkup.Finding(
        "place", .ok, "the unit lets the service only read there; the drop-in lets it write")
    case .hidden:
      Checkup.Finding(
        "place", .ok, "the unit hides homes; the drop-in shows this folder of them alone")
    }
  }

  private var mountFinding: Checkup.Finding? {
    guard !folder.mountPoint.components.isEmpty else { return nil }
    return Checkup.Finding(
      "mount", .ok,
      "on the file system that is mounted at \(folder.mountPoint), which the service comes after")
  }

  private var systemFinding: Checkup.Finding {
    let name = "file system"
    switch folder.fileSystem {
    case .local: return Checkup.Finding(name, .ok, "local: the kernel tells of every new file")
    case .network:
      return Checkup.Finding(
        name, .ok, "of the network: it is looked through every ten seconds (poll:)")
    case .userSpace:
      return Checkup.Finding(name, .ok, "FUSE: it is looked through every ten seconds (poll:)")
    case .overlay:
      return Checkup.Finding(
        name, .warning, "an overlay, as in a container: it is looked through every ten seconds",
        "a folder of the host is better")
    }
  }

  /// What is to be called next for the files to have an effect.
  package var nextCommands: [String] {
    let config = files.last?.state
    let hasDropIn = files.dropLast().contains { $0.state != .present }
    if hasDropIn { return ["systemctl daemon-reload", "systemctl restart montaged"] }
    return config == .present ? [] : ["systemctl reload-or-restart montaged"]
  }
}
