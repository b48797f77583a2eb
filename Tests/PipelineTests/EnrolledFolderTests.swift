// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Linux
import TestSupport
import Testing

@testable import Pipeline

struct EnrolledFolderTests {
  @Test(
    arguments: [
      ("/srv/montages", .open), ("/mnt/a", .open), ("/media/usb/b", .open), ("/data/a", .readOnly),
      ("/home/anna/a", .hidden), ("/root/a", .hidden), ("/srvx/a", .readOnly),
      ("/var/lib/montaged/drop", .open), ("/var/lib/other", .readOnly),
      ("/run/media/a/b", .readOnly),
    ] as [(Path, EnrolledFolder.Place)])
  func `the place decides what the unit hides`(path: Path, place: EnrolledFolder.Place) {
    #expect(EnrolledFolder(path: path).place == place)
  }

  @Test(arguments: ["/", "/tmp/a", "/var/tmp/a", "/proc/1", "/dev/shm/a", "/etc/a", "/usr/a"])
  func `some places are none for a drop folder`(path: String) {
    guard case .impossible = EnrolledFolder(path: Path(path)).place else {
      Issue.record("\(path) may be a drop folder")
      return
    }
  }

  @Test(
    arguments: [
      ("anna", 1001, 0o2775, .group), ("anna", 1001, 0o755, .none),
      ("montaged", 1001, 0o700, .owner),
      ("anna", 0, 0o775, .none), ("anna", 0, 0o777, .everybody), (nil, 1001, 0o770, .group),
    ] as [(String?, UInt32, UInt32, EnrolledFolder.Access)])
  func `the mode tells how the service gets in`(
    user: String?, group: UInt32, mode: UInt32, access: EnrolledFolder.Access
  ) {
    var folder = EnrolledFolder(path: "/srv/a")
    (folder.userName, folder.group, folder.permissions) = (user, group, mode)
    #expect(folder.access == access)
  }

  @Test(
    arguments: [
      ("media", "media"), ("video-2", "video-2"), (nil, "1001"), ("domain users", "1001"),
      ("2fast", "1001"), ("gruppe-ä", "1001"),
    ])
  func `a group that a unit cannot name has its number`(name: String?, text: String) {
    var folder = EnrolledFolder(path: "/srv/a")
    (folder.group, folder.groupName) = (1001, name)
    #expect(folder.groupText == text)
  }

  @Test func `a folder is read below a root, through links that stay in it`() throws {
    let root = try TemporaryFolder()
    let files = FileManager.default
    try files.createDirectory(
      atPath: root.file("srv/real/in"), withIntermediateDirectories: true)
    try files.createSymbolicLink(atPath: root.file("srv/link"), withDestinationPath: "real")
    try files.createSymbolicLink(atPath: root.file("srv/out"), withDestinationPath: "/usr")
    try files.setAttributes([.posixPermissions: 0o700], ofItemAtPath: root.file("srv/real"))
    let folder = try EnrolledFolder.read("/srv/link/in", below: Path(root.path))
    #expect(folder.path == "/srv/real/in")
    #expect(folder.closed == ["/srv/real"])
    #expect(throws: MontageFailure.self) {
      try EnrolledFolder.read("/srv/out", below: Path(root.path))
    }
    #expect(throws: MontageFailure.self) {
      try EnrolledFolder.read("/srv/none", below: Path(root.path))
    }
  }

  @Test func `the mount of a folder of this machine is known`() throws {
    #expect(try EnrolledFolder.read("/proc/self", below: "/").mountPoint == "/proc")
  }
}
