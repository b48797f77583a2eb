// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Linux
import TestSupport
import Testing

@testable import Pipeline

struct UnitDropInTests {
  private func folder(_ path: Path, mount: Path = "/", mode: UInt32 = 0o2775) -> EnrolledFolder {
    var folder = EnrolledFolder(path: path)
    (folder.group, folder.groupName, folder.permissions) = (1001, "media", mode)
    folder.mountPoint = mount
    return folder
  }

  @Test func `a share of a group in a usual place needs the group, and comes after its mount`() {
    let dropIn = UnitDropIn(for: folder("/srv/montages", mount: "/srv"))
    #expect(
      dropIn?.path == "/etc/systemd/system/montaged.service.d/enroll-srv-montages.conf")
    #expect(
      dropIn?.text == """
        # Written by montagectl enroll.
        # The drop folder /srv/montages needs it; see montaged(8).

        [Unit]
        Wants=srv.mount
        After=srv.mount

        [Service]
        SupplementaryGroups=media

        """)
  }

  @Test func `a home is hidden but for the folder, and elsewhere it is made writable`() {
    let home = UnitDropIn(for: folder("/home/anna/My Films"))?.text ?? ""
    #expect(home.contains("\nProtectHome=tmpfs\nBindPaths=\"-/home/anna/My Films\"\n"))
    let data = UnitDropIn(for: folder("/data/100%", mode: 0o777))?.text ?? ""
    #expect(data.hasSuffix("[Service]\nSupplementaryGroups=media\nReadWritePaths=-/data/100%%\n"))
    #expect(UnitDropIn(for: folder("/srv/a", mode: 0o707)) == nil)
  }

  @Test func `a long name is cut, and stays its own`() throws {
    let long = String(repeating: "日", count: 80)
    let first = try #require(UnitDropIn(for: folder(Path("/srv/" + long + "1")))?.path.name)
    let second = try #require(UnitDropIn(for: folder(Path("/srv/" + long + "2")))?.path.name)
    #expect(first.count <= 255 && first != second)
  }

  private static let hasTool = FileManager.default.isExecutableFile(
    atPath: "/usr/bin/systemd-analyze")

  @Test(
    .enabled(if: hasTool, "there is no systemd-analyze here"),
    arguments: [
      "/srv/montages", "/data/My Films", "/home/anna/it's \"so\": 100% \\ done", "/data/Föhr 日本",
      "/home/anna/a:b;c#d", "/data/%h/$HOME/${HOME}",
    ])
  func `systemd reads every name as it is`(path: String) throws {
    let box = try TemporaryFolder()
    let dropIn = try #require(UnitDropIn(for: folder(Path(path), mount: Path(path))))
    try FileManager.default.createDirectory(
      atPath: box.file("montaged.service.d"), withIntermediateDirectories: true)
    try "[Service]\nExecStart=/bin/true\n"
      .write(toFile: box.file("montaged.service"), atomically: true, encoding: .utf8)
    try dropIn.text.write(
      toFile: box.file("montaged.service.d/a.conf"), atomically: true, encoding: .utf8)
    let told = try Shell.run(
      "sh", "-c", "systemd-analyze verify --man=no \(box.file("montaged.service")) 2>&1")
    let words = String(decoding: told, as: UTF8.self)
    // The mounts of the example are none of this machine.
    #expect(!words.contains("a.conf"), "\(words)")
  }
}
