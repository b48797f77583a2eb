// SPDX-License-Identifier: GPL-3.0-or-later

import Catalog
import Foundation
import Jobs
import Linux
import Media
import Synchronization
import TestSupport
import Workers

@testable import Pipeline

/// A folder with a store whose clock is set by hand, and shell scripts in the workers' place.
final class PosedWorkers: Sendable {
  let folder: TemporaryFolder
  let store: Store
  private let time: Clock

  /// In ms since 1970.
  final class Clock: Sendable {
    private let value = Mutex<Int64>(1_000_000)
    var now: Int64 {
      get { value.withLock { $0 } }
      set { value.withLock { $0 = newValue } }
    }
  }

  /// Shares the caches of `other`, as another process would.
  init(owner: ProcessIdentity = .current, beside other: PosedWorkers? = nil) throws {
    folder = try other?.folder ?? TemporaryFolder()
    let clock = other?.time ?? Clock()
    time = clock
    let root = Path(folder.path)
    store = try Store(
      StorePlaces(state: root.joining("state"), cache: root.joining("cache")), owner: owner,
      clock: { clock.now })
  }

  func wait(ms: Int64) { time.now += ms }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder.file(name)))
  }

  func open(_ name: String) throws -> OpenFile { try OpenFile(Path(name), in: Path(folder.path)) }

  /// Measures with workers that do what `script` says, and leave a line in `runs`.
  func measuring(
    _ script: String, urgency: WorkTicket.Urgency = .film
  ) throws -> Measuring {
    let path = folder.file("worker-" + UUID().uuidString)
    let head =
      "#!/bin/sh\nPATH=/usr/bin:/bin\nread order\necho \"$order\" >> \(folder.file("runs"))\n"
    try Data((head + script + "\n").utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
    return Measuring(
      store: store, pool: WorkerPool(executable: Path(path), width: 4), urgency: urgency)
  }

  /// The orders that workers got.
  var orders: [String] {
    let text = try? String(contentsOfFile: folder.file("runs"), encoding: .utf8)
    return text?.split(separator: "\n").map(String.init) ?? []
  }

  /// The script of a worker that finds `analysis`.
  func finding(_ analysis: FootageAnalysis) throws -> String {
    let name = folder.file("answer-" + UUID().uuidString)
    let line = WorkerLine(answer: analysis)
    try Data(Wire.line(line)).write(to: URL(fileURLWithPath: name))
    return "cat \(name)"
  }

  /// The script of a worker that fails with `reason`.
  static func failing(_ reason: JobFailure.Reason) -> String {
    "echo '{\"failure\":{\"reason\":\"\(reason.rawValue)\",\"detail\":\"why\"}}'"
  }

  static let dying = "kill -9 $$"

  /// Ten seconds of sound footage.
  static let analysis = FootageAnalysis(
    info: MediaInfo(container: "mov", duration: MediaTime(seconds: 10)),
    duration: MediaTime(seconds: 10), decodedFrames: 300, decodeFailures: 0,
    shots: [
      Shot(range: TimeRange(start: .zero, end: MediaTime(seconds: 10)), metrics: ShotMetrics())
    ])
}
