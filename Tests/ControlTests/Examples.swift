// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import Status
import TestSupport

@testable import Control

/// Every request there is, with and without what may be missing.
let requests: [ControlRequest] = [
  .status, .list(folder: nil), .list(folder: "/srv/drop"), .explain(path: "/srv/drop/a b.mp4"),
  .retry(path: "/srv/drop/\\xff.mp4"), .cancel(path: "/srv/drop/Iceland 2026"),
  .runNow(path: "/srv/drop/Ísland \u{1F3AC}"), .resume(folder: nil), .resume(folder: "/"),
  .cache, .prune, .forget(path: "/srv/drop/a.mp4"),
  .pause(ControlRequest.Pause(folder: nil, isImmediate: false, seconds: nil)),
  .pause(ControlRequest.Pause(folder: "/srv/drop", isImmediate: true, seconds: 7200)),
]

/// An answer to each kind of request, with no field left out.
func answer(to request: ControlRequest) -> ControlAnswer {
  switch request {
  case .status: .status(.example)
  case .list: .files([.example, FileStatusLine(path: "b\"\n.mp4", state: .measured)])
  case .explain(let path):
    .explanation(
      Explanation(
        path: path, kind: "file", state: "settling", reason: "It grew 4 s ago.", since: 5,
        remedy: "Wait."))
  case .cache: .cache(.example)
  case .retry, .cancel, .pause, .resume, .runNow, .prune, .forget:
    .done(count: 2, message: "2 films.")
  }
}

extension FileStatusLine {
  static let example = FileStatusLine(
    path: "Iceland/GX01.MP4", state: .quarantined, reason: "Crashed twice.", since: 3)
}

extension CacheStatus {
  static let example: CacheStatus = {
    var cache = CacheStatus(path: "/var/cache/montaged")
    cache.databaseBytes = 4096
    cache.measurements = [Kind(name: "footage", count: 3, bytes: 300)]
    cache.attempts = [Kind(name: "waiting", count: 1)]
    cache.pieces.limit = 1 << 30
    cache.pieces.absence = "Nothing."
    cache.second = Place(path: "/mnt/big")
    cache.second?.limit = 1 << 40
    cache.second?.absence = "It is away."
    return cache
  }()
}

extension ServiceStatus {
  static let example: ServiceStatus = {
    var film = MontageStatus(name: "montage")
    film.state = .rendering
    film.reason = "A reason."
    film.stage = "encoding"
    film.progress = 0.25
    film.remaining = 12.5
    film.output = "montages/montage.mp4"
    film.isVerified = true
    var project = ProjectStatus(path: "Iceland")
    project.montages = [film]
    project.waitingFor = "a song"
    var folder = FolderStatus(path: "/srv/drop")
    folder.state = .polling
    folder.reason = "A network share."
    folder.projects = [project]
    folder.files = [.example]
    var status = ServiceStatus()
    status.version = "1.2.3"
    status.state = .working
    status.since = 1_700_000_000_000
    status.summary = "Rendering"
    status.folders = [folder]
    status.jobs = [
      JobStatus(id: 7, kind: "segment", subject: "Iceland", started: 1, progress: 0.5)
    ]
    status.memory.reason = "Too little."
    return status
  }()
}

/// Everything that a stream brings until its other side closes.
func everything(from stream: UnixStream) async throws -> [UInt8] {
  var bytes: [UInt8] = []
  while true {
    let piece = try await stream.read(count: 64 << 10, within: .seconds(60))
    if piece.isEmpty { return bytes }
    bytes += piece
  }
}

/// A server in a folder of its own that answers as `answer(to:)`, for as long as the value lives.
final class ServerUnderTest: Sendable {
  let path: Path
  private let folder: TemporaryFolder
  private let task: Task<Void, Never>

  init(
    _ handler: @escaping ControlServer.Handler = {
      (request) async throws(ControlError) in answer(to: request)
    },
    changes: @escaping @Sendable () -> AsyncStream<Void> = { AsyncStream { _ in } }
  ) throws {
    folder = try TemporaryFolder()
    path = Path(folder.file("io.montaged.Control"))
    let server = try ControlServer(at: path, handler: handler, changes: changes)
    task = Task { await server.run() }
  }

  deinit { task.cancel() }

  func stop() async {
    task.cancel()
    await task.value
  }
}
