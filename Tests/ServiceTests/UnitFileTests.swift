// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

/// The unit as systemd reads it, without running it.
struct UnitFileTests {
  private static let hasTool = FileManager.default.isExecutableFile(
    atPath: "/usr/bin/systemd-analyze")
  private static let unit = ServiceBox.repository + "/systemd/montaged.service"

  @Test(.enabled(if: hasTool, "there is no systemd-analyze here"))
  func `systemd understands every line`() throws {
    let folder = try TemporaryFolder()
    let text = try String(contentsOfFile: Self.unit, encoding: .utf8)
    // It looks for the program too, which is not installed.
    try text.replacing("ExecStart=/usr/bin/montaged", with: "ExecStart=/bin/true")
      .write(toFile: folder.file("montaged.service"), atomically: false, encoding: .utf8)
    try Shell.run("systemd-analyze", "verify", "--man=no", folder.file("montaged.service"))
  }

  /// The threshold is ten times the exposure: the unit has 0.5.
  @Test(.enabled(if: hasTool, "there is no systemd-analyze here"))
  func `its exposure is at most 0·7`() throws {
    try Shell.run(
      "systemd-analyze", "security", "--no-pager", "--offline=true", "--threshold=7", Self.unit)
  }

  @Test func `it waits for no share, and a missing one does not keep it from starting`() throws {
    let text = try String(contentsOfFile: Self.unit, encoding: .utf8)
    #expect(!text.contains("RequiresMountsFor"))
    for line in text.split(separator: "\n") where line.hasPrefix("ReadWritePaths=") {
      #expect(line.dropFirst(15).split(separator: " ").allSatisfy { $0.hasPrefix("-") })
    }
  }

  @Test func `fonts can be read, and a worker can allow itself to`() throws {
    let text = try String(contentsOfFile: Self.unit, encoding: .utf8)
    for setting in ["InaccessiblePaths", "TemporaryFileSystem", "RootDirectory", "RootImage"] {
      #expect(!text.contains(setting + "="))
    }
    #expect(text.contains("landlock_add_rule"))
  }
}
