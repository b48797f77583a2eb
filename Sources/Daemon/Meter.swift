// SPDX-License-Identifier: GPL-3.0-or-later

internal import Control
internal import Linux
internal import Logging
internal import Pipeline
internal import Status

/// Writes the service's figures into a file for as long as the configuration names one.
struct Meter {
  let file: Path
  let scheduler: Scheduler
  let logger: Logger

  /// Until the task is cancelled; then the file is gone.
  func run() async {
    var output = MetricsFile(file)
    while !Task.isCancelled {
      let cache = try? await scheduler.cacheStatus()
      let metrics = Metrics(await scheduler.status(), cache: cache)
      do throws(SystemError) {
        try output.write(metrics)
      } catch {
        logger.warning(
          "\(MontageFailure(writing: file, error).sentence); the metrics are not written")
      }
      try? await Task.sleep(for: Self.pause)
    }
    output.remove()
  }

  /// About what a collector waits between two looks.
  private static let pause: Duration = .seconds(15)
}
