// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Linux
import Logging
import Status
import TestSupport
import Testing

@testable import Daemon

struct StatusPagesTests {
  private let folder: TemporaryFolder
  private let sink = InMemorySink()
  private let names = ["status.html", "status.txt"]

  init() throws { folder = try TemporaryFolder() }

  private func pages(_ name: String = ".") -> StatusPages {
    StatusPages(folder: Path(folder.file(name)), logger: Logger(sink))
  }

  private func status(measured: Int) -> FolderStatus {
    var status = FolderStatus(path: folder.path)
    status.clips.total = 10
    status.clips.measured = measured
    return status
  }

  /// The pages that were written since the last call.
  private func fresh() throws -> [String] {
    let found = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    for name in found { try FileManager.default.removeItem(atPath: folder.file(name)) }
    return found
  }

  @Test func `pages are written at first, and then when there is news and it is due`() throws {
    var pages = pages()
    let service = ServiceStatus()
    #expect(pages.show(status(measured: 0), of: service, at: 100_000) == nil)
    #expect(try fresh() == names)
    #expect(pages.show(status(measured: 0), of: service, at: 200_000) == nil)
    #expect(try fresh() == [])
    #expect(pages.show(status(measured: 10), of: service, at: 300_000) == nil)
    #expect(try fresh() == names)
    // Too soon: whoever asks is told when to come again.
    let wait = pages.show(status(measured: 0), of: service, at: 301_000)
    #expect(try fresh() == [])
    #expect(wait == .seconds(1))
    #expect(pages.show(status(measured: 0), of: service, at: 302_000) == nil)
    #expect(try fresh() == names)
  }

  @Test func `a pause of the whole service is news, a folder that is away gets no page`() throws {
    var pages = pages()
    var service = ServiceStatus()
    _ = pages.show(status(measured: 0), of: service, at: 100_000)
    _ = try fresh()
    service.state = .paused
    #expect(pages.show(status(measured: 0), of: service, at: 200_000) == nil)
    #expect(try fresh() == names)
    var away = status(measured: 0)
    away.state = .offline
    #expect(pages.show(away, of: service, at: 300_000) == nil)
    #expect(try fresh() == [])
  }

  @Test func `a folder that takes no page is told of once, and nothing is tried for nothing`() {
    var pages = pages("gone")
    let service = ServiceStatus()
    for (index, measured) in [0, 10, 0, 10].enumerated() {
      let time = Int64(index + 1) * 100_000
      #expect(pages.show(status(measured: measured), of: service, at: time) == nil)
    }
    #expect(sink.records.count == 1)
    #expect(sink.records.first?.level == .warning)
    #expect(sink.records.first?.message.contains("status page") == true)
    #expect(!FileManager.default.fileExists(atPath: folder.file("gone")))
  }

  @Test func `a project's page is for browsers, lies beside the films and shows their pictures`()
    throws
  {
    func show(_ name: String, done: Bool = true) -> String? {
      var film = MontageStatus(name: name)
      film.state = done ? .done : .rendering
      film.output = folder.file("montages/\(name).mp4")
      var project = ProjectStatus(path: "")
      project.montages = [film]
      var status = FolderStatus(path: folder.path)
      status.projects = [project]
      var pages = StatusPages(project: Path(folder.path), logger: Logger(sink))
      _ = pages.show(status, of: ServiceStatus(), at: 100_000)
      return try? String(contentsOfFile: folder.file("montages/status.html"), encoding: .utf8)
    }
    // There is no such folder before the first film, and nobody needs to be told.
    #expect(show("montage") == nil && sink.records.isEmpty)
    try FileManager.default.createDirectory(
      atPath: folder.file("montages"), withIntermediateDirectories: false)
    let files = [
      "montage.jpg": Data([0xff, 0xd8, 0xff, 1, 2]), "text.jpg": Data("<script>".utf8),
      "large.jpg": Data([0xff, 0xd8, 0xff]) + Data(count: 200_000),
    ]
    for (name, data) in files {
      try data.write(to: URL(fileURLWithPath: folder.file("montages/" + name)))
    }
    #expect(symlink("montage.jpg", folder.file("montages/link.jpg")) == 0)
    #expect(show("montage")?.contains("base64,/9j/AQI=") == true)
    for name in ["text", "large", "link", "none"] {
      let page = try #require(show(name))
      #expect(page.contains("<bdi>\(name)</bdi>") && !page.contains("base64"))
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("montages"))
    #expect(names.filter { $0.hasPrefix("status") } == ["status.html"])
  }
}
