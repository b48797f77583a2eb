// SPDX-License-Identifier: GPL-3.0-or-later

internal import FoundationEssentials
internal import Linux
internal import Logging
internal import Pipeline
internal import Settings
internal import Status
internal import Watching

/// The status files of one drop folder, or of one project, kept as true as their pace allows.
struct StatusPages: Sendable {
  private let folder: Path
  /// Where the files lie.
  private let place: Path
  private let isProject: Bool
  private let logger: Logger
  private var files: StatusFiles
  private var written: StatusPace.Written?

  /// A drop folder's, in the folder itself.
  init(folder: Path, as forms: StatusWish = .on, logger: Logger) {
    self.init(folder, place: folder, as: forms, isProject: false, logger)
  }

  /// A project's, beside its films.
  init(project: Path, logger: Logger) {
    self.init(
      project, place: project.joining(FolderRule.resultsName), as: .html, isProject: true, logger)
  }

  private init(
    _ folder: Path, place: Path, as forms: StatusWish, isProject: Bool, _ logger: Logger
  ) {
    self.folder = folder
    self.place = place
    self.isProject = isProject
    self.logger = logger
    files = StatusFiles(folder: place, as: forms)
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
      utcOffsetMinutes: LocalZone.offsetMinutes(at: now), place: place.display,
      pictures: pictures(of: status))
    do throws(SystemError) {
      try files.write(page)
    } catch {
      // A project without films has no place for a page. A share that may only be read works too.
      if !(isProject && error.isMissing) {
        logger.warning("\(place): its status page cannot be written (\(error.reason)), ignoring")
      }
    }
    written = StatusPace.Written(status, isHeld: isHeld, at: now)
    return nil
  }

  /// Of the folder's own films: those of a project in it may not be for everybody who reads this page.
  private func pictures(of status: FolderStatus) -> [String: String] {
    let films = status.projects.filter(\.path.isEmpty).flatMap(\.montages).compactMap(\.output)
    var pictures: [String: String] = [:]
    for film in films.prefix(Self.mostPictures) {
      guard let path = Path(film).relative(to: place),
        let poster = Path(film.dropLast(4) + ".jpg").relative(to: place),
        let file = try? OpenFile(poster, in: place),
        let bytes = try? file.bytes(at: 0, count: Self.largestPicture + 1),
        bytes.starts(with: [0xff, 0xd8, 0xff]), bytes.count <= Self.largestPicture
      else { continue }
      pictures[path.display] = Data(bytes).base64EncodedString()
    }
    return pictures
  }

  /// A page with more is long enough.
  private static let mostPictures = 24
  /// Ours have some 20 kB; what somebody put in the place of one may be anything.
  private static let largestPicture = 100_000
}
