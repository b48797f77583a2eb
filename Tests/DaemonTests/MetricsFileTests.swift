// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Linux
import Status
import TestSupport
import Testing

@testable import Daemon

struct MetricsFileTests {
  private let folder: TemporaryFolder
  private let metrics = Metrics(ServiceStatus(), cache: nil)

  init() throws { folder = try TemporaryFolder() }

  private var text: String? {
    try? String(contentsOfFile: folder.file("m.prom"), encoding: .utf8)
  }

  @Test func `the figures are there for everybody, and gone at the end`() throws {
    var file = MetricsFile(Path(folder.file("m.prom")))
    try file.write(metrics)
    try file.write(metrics)
    #expect(text == metrics.text)
    let status = try FileStatus.read(file.path)
    #expect(status.permissions == 0o644)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["m.prom"])
    file.remove()
    #expect(text == nil)
    file.remove()
  }

  @Test func `somebody else's file of that name is left alone, and told of once`() throws {
    try Data("mine".utf8).write(to: URL(fileURLWithPath: folder.file("m.prom")))
    var file = MetricsFile(Path(folder.file("m.prom")))
    #expect(throws: SystemError.self) { try file.write(metrics) }
    try file.write(metrics)
    file.remove()
    #expect(text == "mine")
  }

  @Test func `a folder that is not there is told of once, and waited for`() throws {
    var file = MetricsFile(Path(folder.file("late/m.prom")))
    #expect(throws: SystemError.self) { try file.write(metrics) }
    try file.write(metrics)
    try FileManager.default.createDirectory(
      atPath: folder.file("late"), withIntermediateDirectories: false)
    try file.write(metrics)
    #expect(FileManager.default.fileExists(atPath: folder.file("late/m.prom")))
  }
}
