// SPDX-License-Identifier: GPL-3.0-or-later

internal import Control
package import Linux
package import Logging
package import Pipeline
package import Settings
internal import Systemd
internal import Watching
internal import Workers

/// The daemon: watches drop folders, keeps their films up to date, and tells whoever asks.
package final class Daemon: Sendable {
  private let workshop: Workshop
  private let logger: Logger
  private let places: Places
  private let scheduler: Scheduler
  private let configs: AsyncStream<DaemonConfig>
  private let reconfigure: AsyncStream<DaemonConfig>.Continuation

  /// Where the daemon meets others.
  package struct Places: Sendable {
    /// The control socket.
    package var control: Path
    /// A folder on this machine whose changes the kernel reports, to prove that it does.
    package var pulse: Path

    package init(control: Path, pulse: Path) {
      self.control = control
      self.pulse = pulse
    }
  }

  package init(config: DaemonConfig, workshop: Workshop, places: Places, logger: Logger) {
    self.workshop = workshop
    self.logger = logger
    self.places = places
    scheduler = Scheduler(workshop: workshop, config: config, logger: logger)
    (configs, reconfigure) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    reconfigure.yield(config)
  }

  /// Takes another configuration; what both name goes on undisturbed.
  package func apply(_ config: DaemonConfig) { reconfigure.yield(config) }

  /// Runs until its task is cancelled.
  package func run() async throws(MontageFailure) {
    for notice in workshop.store.notices { logger.warning(notice) }
    await recover()
    let server = try control()
    await scheduler.start()
    await withDiscardingTaskGroup { group in
      group.addTask { await self.watch() }
      group.addTask { await server.run() }
      group.addTask {
        for await _ in self.workshop.pool.changes() { self.scheduler.changes.signal() }
      }
      group.addTask { await Announcer(scheduler: self.scheduler, logger: self.logger).run() }
      group.addTask {
        await Heart(
          scheduler: self.scheduler, store: self.workshop.store, folder: self.places.pulse
        )
        .run()
      }
    }
    Notifier().stopping()
    await scheduler.stop()
    try? workshop.store.checkpoint()
  }

  /// Settles what a crash of an earlier run cut off.
  private func recover() async {
    let store = workshop.store
    do {
      let found = try await SerialQueue(label: "recovery").run { try Recovery.run(on: store) }
      for film in found.kept { logger.notice("\(film): published, as was promised before a crash") }
      for film in found.lost { logger.notice("\(film): cut off by a crash, made again") }
      if found.cutOffAnalyses > 0 {
        logger.info("\(found.cutOffAnalyses) analyses were cut off, done again")
      }
    } catch {
      logger.warning(
        "what an earlier run left cannot be cleared up "
          + "(\(MontageFailure(wrapping: error).sentence)), ignoring")
    }
  }

  private func control() throws(MontageFailure) -> ControlServer {
    do throws(SystemError) {
      if let folder = places.control.parent { try Directory.makeAll(folder) }
      return try ControlServer(
        at: places.control,
        handler: { [scheduler] request throws(ControlError) in
          try await scheduler.answer(request)
        },
        changes: { [scheduler] in scheduler.changes.stream() })
    } catch {
      guard error.isAddressInUse else { throw MontageFailure(writing: places.control, error) }
      throw MontageFailure(
        .temporary,
        "\(places.control): another montaged listens there; stop that one first, "
          + "or set MONTAGED_CONTROL_SOCKET to another place for this one")
    }
  }

  /// Watches the folders of the newest configuration.
  private func watch() async {
    var watches: [Path: Task<Void, Never>] = [:]
    var meter = (file: String?.none, task: Task<Void, Never>?.none)
    for await config in configs {
      await scheduler.set(config)
      if config.metricsFile != meter.file {
        meter.task?.cancel()
        await meter.task?.value
        meter = (config.metricsFile, config.metricsFile.map(measure))
      }
      let wanted = Set(config.folders.map { Path($0) })
      for root in wanted where watches[root] == nil {
        let watch = Watch(
          root: root, workshop: workshop, scheduler: scheduler, logger: logger,
          timing: FolderWatcher.Timing(config))
        watches[root] = Task { await watch.run() }
      }
      for (root, task) in watches where !wanted.contains(root) {
        task.cancel()
        watches[root] = nil
        await scheduler.drop(root)
        logger.notice("no longer watching \(root)")
      }
    }
    meter.task?.cancel()
    for task in watches.values { task.cancel() }
    for task in watches.values { await task.value }
    await meter.task?.value
  }

  private func measure(into file: String) -> Task<Void, Never> {
    let meter = Meter(file: Path(file), scheduler: scheduler, logger: logger)
    return Task { await meter.run() }
  }
}
