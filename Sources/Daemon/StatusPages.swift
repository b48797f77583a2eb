// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Logging
internal import Pipeline
internal import Status

/// The two status files of one drop folder, kept as true as their pace allows.
struct StatusPages: Sendable {
  private let folder: Path
  private let logger: Logger
  private var written: StatusPace.Written?
  /// Why the last try failed, so that it is said once.
  private var failure: String?

  init(folder: Path, logger: Logger) {
    self.folder = folder
    self.logger = logger
  }

  /// Writes what is due at `now`, in ms since 1970; answers how long to wait with the rest.
  mutating func show(
    _ status: FolderStatus, of service: ServiceStatus, at now: Int64
  ) -> Duration? {
    switch StatusPace.answer(last: written, status: status, now: now) {
    case .nothing: return nil
    case .wait(let time): return .milliseconds(max(time - now, 100))
    case .write: break
    }
    let page = FolderPage(
      folder: status, service: service, now: now,
      utcOffsetMinutes: LocalZone.offsetMinutes(at: now))
    do throws(SystemError) {
      try write(page.text, as: FolderPage.textName)
      try write(page.html, as: FolderPage.htmlName)
      failure = nil
    } catch {
      // A share that may only be read works too.
      if failure != error.description {
        logger.warning("\(folder): its status page cannot be written (\(error.reason)), ignoring")
      }
      failure = error.description
    }
    written = StatusPace.Written(status, at: now)
    return nil
  }

  private func write(_ text: String, as name: String) throws(SystemError) {
    var file = try OutputFile.create(in: folder, permissions: 0o664)
    try file.write(Array(text.utf8))
    try file.publish(as: Array(name.utf8), replacing: true)
  }
}
