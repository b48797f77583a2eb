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

  /// Runs until its task is cancelled; fails only when there is no such folder.
  package func run() async throws {
    guard (try? FileStatus.read(folder, followingLinks: true))?.kind == .directory else {
      throw MontageFailure(
        .missing, "\(folder): there is no such folder; make it, or correct the path")
    }
    var memory = DaemonMemory(fileSystem: try FileSystem.read(folder).kind)
    await recover()
    let hints = FolderHints(folder)
    let (wakes, wake) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    logger.notice("watching \(folder), \(workshop.pool.width) workers at a time")
    await withDiscardingTaskGroup { group in
      group.addTask { await hints.run() }
      group.addTask { for await _ in hints.hints { wake.yield() } }
      var alarm: Task<Void, any Error>?
      for await _ in wakes {
        alarm?.cancel()
        let next = await look(hints, &memory)
        if Task.isCancelled { break }
        alarm = next.map { pause in
          Task {
            try await Task.sleep(for: pause)
            wake.yield()
          }
        }
      }
      alarm?.cancel()
      group.cancelAll()
    }
  }

  /// Ends what a crash of an earlier run cut off.
  private func recover() async {
    let store = workshop.store
    do {
      let count = try await lane.run { try Recovery.settlePublications(of: store) }
      if count > 0 { logger.notice("a run before this one ended while it published, film checked") }
    } catch {
      logger.warning("what an earlier run left cannot be cleared up (\(error)), ignoring")
    }
  }

  /// One look and what follows from it; answers when to look again without a hint.
  private func look(_ hints: FolderHints, _ memory: inout DaemonMemory) async -> Duration? {
    let scan: FolderScan
    do {
      scan = try await lane.run { [folder] () throws(SystemError) in try FolderScan.run(folder) }
    } catch {
      complain(["\(folder) cannot be read (\(error)), retrying every 10 s"], &memory)
      return .seconds(10)
    }
    complain(scan.problems.map { "\($0.path) cannot be read (\($0.error)), ignoring" }, &memory)
    let look = await settle(scan.files, closed: hints.takeClosed(), &memory)
    let (projects, _) = ProjectFolder.find(in: scan.files)
    memory.keep(files: scan.files, projects: projects)
    for project in projects where Self.isReady(project, look) {
      guard memory.isDue(project, at: Self.uptime) else { continue }
      let isWorthRetrying = await make(project, problems: scan.problems)
      memory.note(project, isWorthRetrying: isWorthRetrying, at: Self.uptime)
      return .zero
    }
    if await measureSome(scan.files, look, &memory) { return .zero }
    let next = [look.next, memory.nextRetry].compactMap(\.self).min()
    return next.map { max($0 - Self.uptime, .milliseconds(50)) }
  }

  /// Walks containers, and so runs off the pool.
  private func settle(
    _ files: [ScannedFile], closed: Set<Path>, _ memory: inout DaemonMemory
  ) async -> Settling.Look {
    let (look, settling) = await lane.run { [folder, before = memory.settling] in
      var settling = before
      let look = settling.observe(files, closed: closed, at: Self.uptime) { file in
        Self.isWhole(file, in: folder)
      }
      return (look, settling)
    }
    memory.settling = settling
    return look
  }

  /// A film waits for everything in its project.
  private static func isReady(_ project: ProjectFolder, _ look: Settling.Look) -> Bool {
    !project.configs.isEmpty && !project.music.isEmpty && !project.footage.isEmpty
      && project.parts.allSatisfy {
        look.settled.contains($0.path) || look.givenUp.contains($0.path)
      }
  }

  /// Makes a project's films from the files that have settled; true when the same may go better in a while.
  private func make(_ found: ProjectFolder, problems: [ScanProblem]) async -> Bool {
    let project = Project(found, in: folder, problems: problems, defaults: .none)
    // A film's line begins with its path.
    let logger = self.logger.with("project", project.folder.display)
    do throws(MontageFailure) {
      let outcome = try await MontageMaker(workshop).makeAll(of: project, unlessDone: true)
      for result in outcome.made { self.logger.notice(result.summary) }
      for failed in outcome.failed {
        logger.error("\(failed.name) failed: \(failed.failure.sentence)")
      }
      if outcome.made.isEmpty, outcome.failed.isEmpty { logger.info("every film is up to date") }
      return outcome.failed.contains { $0.failure.kind.mayPass }
    } catch {
      if error.kind != .cancelled { logger.error(error.sentence) }
      return error.kind.mayPass
    }
  }

  /// Measures a few clips that have settled; true when there may be more.
  private func measureSome(
    _ files: [ScannedFile], _ look: Settling.Look, _ memory: inout DaemonMemory
  ) async -> Bool {
    let batch = files.filter {
      $0.kind == .footage && look.settled.contains($0.path) && memory.isUnmeasured($0)
    }.prefix(workshop.pool.width)
    guard !batch.isEmpty else { return false }
    let measuring = Measuring(store: workshop.store, pool: workshop.pool)
    let ingest = Ingest(folder: folder, measuring: measuring, width: batch.count)
    do {
      let result = try await ingest.measure(Array(batch)) { _ in }
      for clip in result.footage { logger.info("measured", ["source": clip.path.display]) }
      for file in result.rejected {
        logger.warning("\(file.path.display): \(file.reason)", ["source": file.path.display])
      }
      memory.note(measured: Array(batch))
      return true
    } catch {
      let failure = MontageFailure(wrapping: error)
      if failure.kind != .cancelled {
        logger.error("\(failure.sentence), measuring again when something changes")
      }
      return false
    }
  }

  /// Says what is wrong with the folder, once.
  private func complain(_ complaints: [String], _ memory: inout DaemonMemory) {
    for complaint in complaints where !memory.complaints.contains(complaint) {
      logger.warning(complaint)
    }
    memory.complaints = Set(complaints)
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

extension MontageFailure.Kind {
  /// Whether the cause may go away while the folder stays as it is.
  fileprivate var mayPass: Bool {
    switch self {
    case .output, .permission, .storage, .temporary: true
    case .configuration, .input, .missing, .cancelled, .fault: false
    }
  }
}
