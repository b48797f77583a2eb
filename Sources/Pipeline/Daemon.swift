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
  private let lane = SerialQueue(label: "recovery")

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
    var memory = DaemonMemory()
    await recover()
    let watcher = FolderWatcher(folder)
    logger.notice("watching \(folder), \(workshop.pool.width) workers at a time")
    await withDiscardingTaskGroup { group in
      group.addTask { await watcher.run() }
      var alarm: Task<Void, any Error>?
      for await view in watcher.views {
        alarm?.cancel()
        let next = await look(view, &memory)
        if Task.isCancelled { break }
        alarm = next.map { pause in
          Task {
            try await Task.sleep(for: pause)
            watcher.look()
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

  /// What follows from one look; answers when to look again without a hint.
  private func look(_ view: FolderView, _ memory: inout DaemonMemory) async -> Duration? {
    if case .offline(let reason) = view.presence {
      complain(["\(folder): \(reason)"], &memory)
      return nil
    }
    complain(view.problems.map { "\($0.path) cannot be read (\($0.error)), ignoring" }, &memory)
    let (projects, _) = ProjectFolder.find(in: view.files)
    memory.keep(files: view.files, projects: projects)
    for project in projects where Self.isReady(project, view) {
      guard memory.isDue(project, at: Self.uptime) else { continue }
      let isWorthRetrying = await make(project, problems: view.problems)
      memory.note(project, isWorthRetrying: isWorthRetrying, at: Self.uptime)
      return .zero
    }
    if await measureSome(view, &memory) { return .zero }
    return memory.nextRetry.map { max($0 - Self.uptime, .milliseconds(50)) }
  }

  /// A film waits for everything in its project.
  private static func isReady(_ project: ProjectFolder, _ view: FolderView) -> Bool {
    !project.configs.isEmpty && !project.music.isEmpty && !project.footage.isEmpty
      && project.parts.allSatisfy { view.unsettled[$0.path]?.isGivenUp ?? true }
  }

  /// Makes a project's films from the files that have settled; true when the same may go better in a while.
  private func make(_ found: ProjectFolder, problems: [ScanProblem]) async -> Bool {
    let project = Project(found, in: folder, problems: problems)
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
    _ view: FolderView, _ memory: inout DaemonMemory
  ) async -> Bool {
    let batch = view.files.filter {
      $0.kind == .footage && view.isSettled($0.path) && memory.isUnmeasured($0)
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

  private static var uptime: Duration { start.duration(to: .now) }
  private static let start = ContinuousClock.now
}

extension Project {
  /// A project of a drop folder as a scan found it: what came since has not settled.
  fileprivate init(_ found: ProjectFolder, in drop: Path, problems: [ScanProblem]) {
    func own(_ files: [ScannedFile]) -> [ScannedFile] {
      files.compactMap { file in
        file.path.relative(to: found.path).map {
          ScannedFile(path: $0, kind: file.kind, status: file.status)
        }
      }
    }
    var files = ProjectFolder(path: Path(bytes: []))
    files.configs = own(found.configs)
    files.cutLists = own(found.cutLists)
    files.footage = own(found.footage)
    files.music = own(found.music)
    files.others = own(found.others)
    let direct = (files.configs + files.others).filter { $0.path.components.count == 1 }
    self.init(
      folder: drop.joining(found.path), files: files, names: direct.map(\.path.name),
      problems: problems.compactMap { problem in
        problem.path.relative(to: found.path).map { ScanProblem(path: $0, error: problem.error) }
      })
  }
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
