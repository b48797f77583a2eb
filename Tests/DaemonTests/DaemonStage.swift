// SPDX-License-Identifier: GPL-3.0-or-later

import Control
import Foundation
import Linux
import Logging
import Pipeline
import Settings
import Status
import TestSupport
import Testing
import Watching

@testable import Daemon

/// A drop folder with small real footage, and a scheduler that is told by hand what is in it.
final class DaemonStage {
  let drop: Drop
  let workshop: Workshop
  let scheduler: Scheduler
  let sink = InMemorySink()
  private var reader: FolderReader

  /// A scheduler that has started, and was told nothing yet.
  init(start: Bool = true, second: String? = nil) async throws {
    drop = try Drop()
    let base = Path(drop.folder.path)
    try FileManager.default.createDirectory(
      atPath: drop.root.display, withIntermediateDirectories: false)
    workshop = try Workshop(
      StorePlaces(
        state: base.joining("state"), cache: base.joining("cache"),
        second: second.map { base.joining($0) }))
    reader = FolderReader(measuring: Measuring(store: workshop.store, pool: workshop.pool))
    scheduler = Scheduler(
      workshop: workshop, config: Self.config(drop), logger: Logger(sink, level: .debug))
    if start { await scheduler.start() }
  }

  private static func config(_ drop: Drop) -> DaemonConfig {
    var config = DaemonConfig()
    config.folders = [drop.root.display]
    return config
  }

  /// As after a restart: another one, on the same store.
  func another() async -> Scheduler {
    reader = FolderReader(measuring: Measuring(store: workshop.store, pool: workshop.pool))
    let other = Scheduler(
      workshop: workshop, config: Self.config(drop), logger: Logger(sink, level: .debug))
    await other.start()
    return other
  }

  /// Puts the parts of a project into the folder `trip`; a small canvas, for speed.
  func addTrip(
    clips: [SampleMedia.Pattern] = [.clock, .waves], song: Bool = true
  ) throws {
    for clip in clips { try drop.add(SampleKit.clip(clip), as: "trip/\(clip.name).mp4") }
    if song { try addSong() }
    try drop.write(Self.small, to: "trip/montage.yaml")
  }

  func addSong() throws { try drop.add(SampleKit.song(), as: "trip/song.wav") }

  static let small = config(seconds: 4)

  static func config(seconds: Int) -> String { "height: 180\nduration: \(seconds)\n" }

  /// Tells the scheduler what is there now, all of it settled.
  func look(_ other: Scheduler? = nil) async throws {
    await (other ?? scheduler).take(try reader.read(drop.view(), at: .now))
  }

  /// Tells the scheduler of a view that was put together by hand.
  func look(_ view: FolderView) async throws {
    await scheduler.take(try reader.read(view, at: .now))
  }

  var film: FilmID { FilmID(folder: drop.root, project: "trip", name: "montage") }

  /// Whether the film is being made.
  var isRunning: Bool {
    get async { await scheduler.books[drop.root]?.films[film]?.running != nil }
  }

  func path(_ name: String) -> String { drop.root.joining(name).display }

  /// The film's line in the status.
  static func montage(_ status: ServiceStatus) -> MontageStatus? {
    status.folders.first?.projects.first { $0.path == "trip" }?.montages.first
  }

  /// The first status for which `isMet`, from now on; `seen` gets all before it, too.
  @discardableResult
  func status(
    until isMet: (ServiceStatus) -> Bool, seen: (ServiceStatus) -> Void = { _ in }
  ) async throws -> ServiceStatus {
    let changes = await scheduler.changes.stream()
    var status = await scheduler.status()
    if isMet(status) { return status }
    for await _ in changes {
      status = await scheduler.status()
      seen(status)
      if isMet(status) { return status }
    }
    throw CancellationError()
  }

  @discardableResult
  func film(becomes state: MontageStatus.State) async throws -> MontageStatus {
    try #require(Self.montage(try await status { Self.montage($0)?.state == state }))
  }

  func explain(_ path: String) async throws -> Explanation {
    guard case .explanation(let answer) = try await scheduler.answer(.explain(path: path)) else {
      throw CancellationError()
    }
    return answer
  }

  /// How many things a change concerned.
  func ask(_ request: ControlRequest) async throws -> Int {
    guard case .done(let count, _) = try await scheduler.answer(request) else { return -1 }
    return count
  }
}
