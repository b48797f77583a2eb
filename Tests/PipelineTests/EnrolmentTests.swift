// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc
import Linux
import TestSupport
import Testing

@testable import Pipeline

struct EnrolmentTests {
  private let root: TemporaryFolder

  init() throws {
    root = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: root.file("srv/drop"), withIntermediateDirectories: true)
  }

  private func enrolment() throws -> Enrolment {
    try Enrolment(of: "/srv/drop", below: Path(root.path))
  }

  private func mode(_ mode: Int) throws {
    try FileManager.default.setAttributes(
      [.posixPermissions: mode], ofItemAtPath: root.file("srv/drop"))
  }

  @Test func `a folder for everybody needs its line alone, and no restart`() throws {
    try mode(0o707)
    let enrolment = try enrolment()
    #expect(enrolment.files.map(\.state) == [.new])
    #expect(enrolment.files.map(\.shown) == [["folders:", "  - /srv/drop"]])
    #expect(enrolment.nextCommands == ["systemctl reload-or-restart montaged"])
    try enrolment.write()
    let after = try self.enrolment()
    #expect(after.files.map(\.state) == [.present])
    #expect(after.nextCommands == [])
  }

  @Test(.enabled(if: geteuid() == 0, "needs root"))
  func `a group's folder without the group's bit is warned of`() throws {
    #expect(chown(root.file("srv/drop"), 0, 54321) == 0)
    try mode(0o775)
    let enrolment = try enrolment()
    #expect(enrolment.findings.first { $0.name == "group" }?.state == .warning)
    #expect(enrolment.owners == "owner root, group 54321, mode 775")
    let dropIn = try #require(enrolment.files.first)
    #expect(String(decoding: dropIn.content, as: UTF8.self).contains("SupplementaryGroups=54321"))
    try mode(0o2775)
    #expect(try self.enrolment().findings.contains { $0.name == "group" } == false)
  }

  @Test func `nothing is left behind when a place may not be written`() throws {
    try mode(0o777)
    try "x".write(toFile: root.file("etc"), atomically: true, encoding: .utf8)
    let enrolment = try enrolment()
    #expect(throws: MontageFailure.self) { try enrolment.write() }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: root.path).sorted() == ["etc", "srv"])
  }
}
