// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Linux
import Logging
import TestSupport
import Testing

@testable import Pipeline

/// What needs no media; CommandTests has the rest.
struct DaemonTests {
  private let folder: TemporaryFolder
  private let sink = InMemorySink()
  private let workshop: Workshop

  init() throws {
    folder = try TemporaryFolder()
    let root = Path(folder.path)
    workshop = try Workshop(
      StorePlaces(state: root.joining("state"), cache: root.joining("cache")))
  }

  @Test func `there must be a folder to watch`() async throws {
    for name in ["nothing", "file"] {
      if name == "file" { try Data([1]).write(to: URL(fileURLWithPath: folder.file(name))) }
      let daemon = Daemon(
        folder: Path(folder.file(name)), workshop: workshop, logger: Logger(sink))
      let error = await #expect(throws: MontageFailure.self) { try await daemon.run() }
      #expect(error?.kind == .missing)
    }
  }

  @Test func `it stops when its task is cancelled`() async throws {
    let daemon = Daemon(folder: Path(folder.path), workshop: workshop, logger: Logger(sink))
    let task = Task { try await daemon.run() }
    while !sink.records.contains(where: { $0.message.hasPrefix("watching") }) {
      try await Task.sleep(for: .milliseconds(5))
    }
    task.cancel()
    try await task.value
    #expect(sink.records.allSatisfy { $0.level < .warning })
  }
}
