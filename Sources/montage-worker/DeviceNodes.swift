// SPDX-License-Identifier: GPL-3.0-or-later

internal import Jobs
internal import Linux
internal import Media

extension Hardware {
  /// The devices that are there, by their names in `/dev`, and folders of them.
  var nodes: [Path] {
    let prefixes = nodePrefixes.map { Array($0.utf8) }
    guard !prefixes.isEmpty, let entries = try? Directory.entries("/dev") else { return [] }
    return entries.filter { entry in prefixes.contains { entry.name.starts(with: $0) } }
      .map { Path("/dev").joining($0.name) }
  }
}
