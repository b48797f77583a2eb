// SPDX-License-Identifier: GPL-3.0-or-later

import Control
import Linux
import Logging
import Pipeline
import Settings
import Status
import TestSupport
import Testing

@testable import Daemon

@Suite(.timeLimit(.minutes(5)))
struct DaemonTests {
  private let first: Drop
  private let second: Drop
  private let journal = Journal()

  init() throws {
    first = try Drop("notes.txt")
    second = try Drop("notes.txt")
  }

  private func config(_ drops: Drop...) -> DaemonConfig {
    var config = DaemonConfig()
    config.folders = drops.map(\.root.display)
    // Where the kernel does not report changes, as on an overlay.
    config.pollSeconds = 1
    config.metricsFile = first.folder.file("montaged.prom")
    return config
  }

  private func daemon() throws -> (Daemon, control: Path) {
    let base = Path(first.folder.path)
    let workshop = try Workshop(
      StorePlaces(state: base.joining("state"), cache: base.joining("cache")))
    let control = base.joining("run/control")
    let places = Daemon.Places(control: control, pulse: base.joining("state"))
    let daemon = Daemon(
      config: config(first), workshop: workshop, places: places, logger: Logger(journal))
    return (daemon, control)
  }

  /// The first status that a listener gets for which `isMet`.
  private func status(
    _ statuses: ControlClient.Statuses, until isMet: (ServiceStatus) -> Bool
  ) async throws -> ServiceStatus {
    for try await status in statuses where isMet(status) { return status }
    throw CancellationError()
  }

  @Test func `it watches, measures, tells, takes another configuration, and ends`() async throws {
    let (daemon, control) = try daemon()
    let running = Task { try await daemon.run() }
    try await journal.hear("ready: ")
    let statuses = try await ControlClient(at: control).statuses()
    let idle = try await status(statuses) { $0.state == .idle }
    #expect(idle.folders.map(\.path) == [first.root.display])
    #expect(idle.folders.first?.state != .offline)

    try first.add(SampleKit.clip(.clock), as: "trip/clock.mp4")
    let measured = try await status(statuses) { $0.folders.first?.clips.measured == 1 }
    #expect(measured.counters.clipsMeasured == 1)
    #expect(measured.folders.first?.projects.first?.waitingFor == "a song and a config")

    let figures = try Path(first.folder.file("montaged.prom")).contents(limit: 1 << 20)
    #expect(String(decoding: figures, as: UTF8.self).hasPrefix("# HELP montaged_up "))
    daemon.apply(config(second))
    let other = try await status(statuses) {
      $0.folders.map(\.path) == [second.root.display] && $0.state == .idle
    }
    #expect(other.folders.first?.clips.total == 0)
    running.cancel()
    try await running.value
    // All are told in the first second, the pages too.
    #expect(first.holds("status.txt"))
    #expect(first.holds("status.html"))
    #expect(throws: SystemError.self) {
      try FileStatus.read(Path(first.folder.file("montaged.prom")))
    }
    try await journal.hear("no longer watching \(first.root)")
    #expect(throws: SystemError.self) { try ControlClient(at: control) }
  }
}

/// Tells what was logged, in its order, to one listener.
private struct Journal: LogSink {
  private let messages: AsyncStream<String>
  private let continuation: AsyncStream<String>.Continuation

  init() { (messages, continuation) = AsyncStream.makeStream() }

  func write(_ record: LogRecord) { continuation.yield(record.message) }

  /// Returns when a message that begins so has been, or has just been written.
  func hear(_ start: String) async throws {
    for await message in messages where message.hasPrefix(start) { return }
    throw CancellationError()
  }
}
