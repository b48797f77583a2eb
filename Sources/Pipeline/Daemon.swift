// SPDX-License-Identifier: GPL-3.0-or-later

package import Linux
package import Logging
internal import Settings
internal import Watching
internal import Workers

/// Looks at one drop folder whenever something may have changed: measures footage as it arrives, and makes each film
/// whose parts have settled.
package final class Daemon: Sendable {
  private let folder: Path
  private let workshop: Workshop
  private let logger: Logger
  private let lane = SerialQueue(label: "scan")

  package init(folder: Path, workshop: Workshop, logger: Logger) {
    self.folder = folder
    self.workshop = workshop
    self.logger = logger
  }

  /// Runs until its task is cancelled.
  package func run() async throws {
    let fileSystem = try FileSystem.read(folder).kind
    let hints = FolderHints(folder)
    let (wakes, wake) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    logger.notice("watching \(folder), \(workshop.pool.width) workers at a time")
    await withDiscardingTaskGroup { group in
      group.addTask { await hints.run() }
      group.addTask { for await _ in hints.hints { wake.yield() } }
      var settling = Settling(on: fileSystem)
      var history = History()
      for await _ in wakes {
        let next = await look(hints, &settling, &history)
        if Task.isCancelled { break }
        if let next {
          group.addTask {
            try? await Task.sleep(for: next)
            wake.yield()
          }
        }
      }
      group.cancelAll()
    }
  }

  /// What was done with which inputs since the start.
  private struct History {
    /// Footage that was measured or refused.
    var measured: Set<Fingerprint> = []
    /// Inputs of each project's last film or failure.
    var inputs: [Path: Set<Fingerprint>] = [:]
  }

  /// One look and what follows from it; answers when to look again without a hint.
  private func look(
    _ hints: FolderHints, _ settling: inout Settling, _ history: inout History
  ) async -> Duration? {
    let folder = folder
    let scan: FolderScan
    do {
      scan = try await lane.run { () throws(SystemError) in try FolderScan.run(folder) }
    } catch {
      logger.warning("\(folder) cannot be read (\(error)), retrying in 10 s")
      return .seconds(10)
    }
    let now = Self.uptime
    let look = settling.observe(scan.files, closed: hints.takeClosed(), at: now) { file in
      Self.isWhole(file, in: folder)
    }
    let (projects, _) = ProjectFolder.find(in: scan.files)
    for project in projects where Self.isReady(project, look) {
      let inputs = Set(project.all.map(\.fingerprint))
      guard history.inputs[project.path] != inputs else { continue }
      await make(project)
      history.inputs[project.path] = inputs
      return .zero
    }
    if await measureSome(scan.files, look, &history) { return .zero }
    return look.next.map { max($0 - Self.uptime, .milliseconds(50)) }
  }

  /// A film waits for everything in its project.
  private static func isReady(_ project: ProjectFolder, _ look: Settling.Look) -> Bool {
    !project.configs.isEmpty && !project.music.isEmpty && !project.footage.isEmpty
      && project.all.allSatisfy {
        look.settled.contains($0.path) || look.givenUp.contains($0.path)
      }
  }

  private func make(_ files: ProjectFolder) async {
    let path = folder.joining(files.path)
    do throws(MontageFailure) {
      let outcome = try await MontageMaker(workshop).makeAll(
        of: try Project(folder: path), unlessDone: true)
      for result in outcome.made { logger.notice(result.summary) }
      for failed in outcome.failed {
        logger.error("\(failed.name) failed: \(failed.failure.sentence)", ["project": path.display])
      }
    } catch {
      guard error.kind != .cancelled else { return }
      logger.error(error.sentence, ["project": path.display])
    }
  }

  /// Measures a few clips that have settled; true when there may be more.
  private func measureSome(
    _ files: [ScannedFile], _ look: Settling.Look, _ history: inout History
  ) async -> Bool {
    let new = files.filter {
      $0.kind == .footage && look.settled.contains($0.path)
        && !history.measured.contains($0.fingerprint)
    }
    guard !new.isEmpty else { return false }
    let batch = Array(new.prefix(workshop.pool.width))
    let measuring = Measuring(store: workshop.store, pool: workshop.pool)
    let ingest = Ingest(folder: folder, measuring: measuring, width: batch.count)
    do {
      let result = try await ingest.measure(batch) { _ in }
      for clip in result.footage { logger.info("measured", ["source": clip.path.display]) }
      for file in result.rejected {
        logger.warning("\(file.path.display): \(file.reason)", ["source": file.path.display])
      }
    } catch {
      logger.error("measuring failed: \(error), retrying when something changes")
    }
    history.measured.formUnion(batch.map(\.fingerprint))
    return true
  }

  private static func isWhole(_ file: ScannedFile, in folder: Path) -> Bool {
    guard file.kind == .footage || file.kind == .music else { return true }
    do throws(SystemError) {
      return try Completeness.problem(of: OpenFile(file.path, in: folder)) == nil
    } catch {
      // Reading it again for the film says why it cannot be read.
      return true
    }
  }

  private static var uptime: Duration { start.duration(to: .now) }
  private static let start = ContinuousClock.now
}

extension ProjectFolder {
  /// Everything that a film of this project depends on.
  fileprivate var all: [ScannedFile] { configs + music + footage }
}
