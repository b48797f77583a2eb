// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Logging
internal import Pipeline
internal import Status

/// The two status files of one drop folder, kept as true as their pace allows.
struct StatusPages: Sendable {
  private let folder: Path
  private let logger: Logger
  private var files: StatusFiles
  private var written: StatusPace.Written?

  init(folder: Path, logger: Logger) {
    self.folder = folder
    files = StatusFiles(folder: folder)
    self.logger = logger
  }

  /// Writes what is due at `now`, in ms since 1970; answers how long to wait with the rest.
  mutating func show(
    _ status: FolderStatus, of service: ServiceStatus, at now: Int64
  ) -> Duration? {
    let isHeld = service.state == .paused
    switch StatusPace.answer(last: written, status: status, isHeld: isHeld, now: now) {
    case .nothing: return nil
    case .wait(let time): return .milliseconds(max(time - now, 100))
    case .write: break
    }
    let page = FolderPage(
      folder: status, service: service, now: now,
      utcOffsetMinutes: LocalZone.offsetMinutes(at: now))
    do throws(SystemError) {
      try files.write(page)
    } catch {
      // A share that may only be read works too.
      logger.warning("\(folder): its status page cannot be written (\(error.reason)), ignoring")
    }
    written = StatusPace.Written(status, isHeld: isHeld, at: now)
    return nil
  }
}
