// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Linux
import Settings
import Status
import TestSupport
import Testing

@testable import Daemon

struct StatusFilesTests {
  private let folder: TemporaryFolder
  private let page = FolderPage(
    folder: FolderStatus(path: "/srv/drop"), service: ServiceStatus(), now: 0, utcOffsetMinutes: 0)

  init() throws { folder = try TemporaryFolder() }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: folder.file(name), encoding: .utf8)
  }

  @Test func `both pages are there, for the group to move, and nothing else`() throws {
    var files = StatusFiles(folder: Path(folder.path))
    try files.write(page)
    try files.write(page)
    #expect(try text("status.txt") == page.text)
    #expect(try text("status.html") == page.html)
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.file("status.html"))
    #expect(attributes[.posixPermissions] as? Int == 0o664)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 2)
  }

  @Test func `somebody else's file of that name is left alone, and told of once`() throws {
    try Data("mine".utf8).write(to: URL(fileURLWithPath: folder.file("status.html")))
    var files = StatusFiles(folder: Path(folder.path))
    #expect(throws: SystemError.self) { try files.write(page) }
    try files.write(page)
    #expect(try text("status.html") == "mine")
    try FileManager.default.removeItem(atPath: folder.file("status.html"))
    try files.write(page)
    try Data("mine".utf8).write(to: URL(fileURLWithPath: folder.file("status.html")))
    #expect(throws: SystemError.self) { try files.write(page) }
  }

  @Test func `a page that tells nothing new is not written again`() throws {
    var files = StatusFiles(folder: Path(folder.path))
    try files.write(page)
    let number = { try FileStatus.read(Path(self.folder.file("status.html"))).inode }
    let first = try number()
    let later = FolderPage(
      folder: FolderStatus(path: "/srv/drop"), service: ServiceStatus(), now: 60_000,
      utcOffsetMinutes: 0)
    try files.write(later)
    #expect(try number() == first && text("status.html") == page.html)
    var news = FolderStatus(path: "/srv/drop")
    news.clips.total = 1
    try files.write(
      FolderPage(folder: news, service: ServiceStatus(), now: 60_000, utcOffsetMinutes: 0))
    #expect(try number() != first)
  }

  @Test func `only what is wished for is written`() throws {
    for (forms, name) in [(StatusWish.text, "status.txt"), (.html, "status.html")] {
      let own = try TemporaryFolder()
      var files = StatusFiles(folder: Path(own.path), as: forms)
      try files.write(page)
      #expect(try FileManager.default.contentsOfDirectory(atPath: own.path) == [name])
    }
  }

  @Test func `a folder that is gone is told of once`() throws {
    var files = StatusFiles(folder: Path(folder.file("gone")))
    #expect(throws: SystemError.self) { try files.write(page) }
    try files.write(page)
    #expect(!FileManager.default.fileExists(atPath: folder.file("gone")))
  }
}
