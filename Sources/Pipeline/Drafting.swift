// SPDX-License-Identifier: GPL-3.0-or-later

internal import Jobs
internal import Linux
internal import Media
internal import Planning
internal import Settings
internal import Watching

/// From a project and one of its configs to a plan: what is there, what it measures, what becomes of it.
struct Drafting: Sendable {
  let measuring: Measuring
  let width: Int
  let progress: Progress.Listener

  /// Decides the whole film.
  func draft(_ project: Project, _ name: ConfigName) async throws -> Draft {
    let config = try read(name, in: project)
    let chosen = try SongChoice.song(named: config.music, in: project.files)
    let (used, excluded) = select(project.files.footage, by: config)
    guard !used.isEmpty else {
      throw MontageFailure(
        .missing,
        excluded.isEmpty
          ? "there is no footage beside the config; copy at least one video file into the folder"
          : "the config excludes all footage; correct its lines never: and only:")
    }
    let ingest = Ingest(folder: project.folder, measuring: measuring, width: width)
    let (footage, rejected) = try await ingest.measure(used, progress: progress)
    guard !footage.isEmpty else { throw Self.nothingUsable(rejected) }
    let song = try await listen(to: chosen, in: project)
    let format = Self.format(for: footage, config)
    progress(Progress(.planning, share: 0))
    let plan = try self.plan(config, song, footage, format)
    let unused =
      excluded + rejected.map { Draft.Unused(source: $0.path.display, reason: $0.reason) }
      + plan.unused.map { Draft.Unused(source: $0.name, reason: $0.reason) }
    return Draft(
      name: name.montage, config: config, format: format, plan: plan, folder: project.folder,
      song: song, footage: footage, unused: unused)
  }

  private func read(_ name: ConfigName, in project: Project) throws(MontageFailure) -> MontageConfig
  {
    let file = Path.display(name.file)
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try project.folder.joining(name.file).contents(limit: Self.longestConfig)
    } catch {
      throw MontageFailure(
        .configuration, "\(file): cannot be read (\(error)); check its permissions")
    }
    do throws(ConfigError) {
      return try MontageConfig(file: file, bytes: bytes)
    } catch {
      throw MontageFailure(.configuration, error.description)
    }
  }

  private func select(
    _ files: [ScannedFile], by config: MontageConfig
  ) -> (used: [ScannedFile], excluded: [Draft.Unused]) {
    var used: [ScannedFile] = []
    var excluded: [Draft.Unused] = []
    for file in files {
      switch config.exclusion(of: file.path.bytes) {
      case nil: used.append(file)
      case .never(let glob):
        excluded.append(
          Draft.Unused(source: file.path.display, reason: "never: \(glob.text)"))
      case .notInOnly:
        excluded.append(Draft.Unused(source: file.path.display, reason: "not in only:"))
      }
    }
    return (used, excluded)
  }

  private func listen(to file: ScannedFile, in project: Project) async throws -> Draft.Song {
    progress(Progress(.listening, share: 0, detail: file.path.display))
    let open = try open(file, in: project)
    do {
      let (content, analysis) = try await measuring.music(open) { [progress] share in
        progress(Progress(.listening, share: share, detail: file.path.display))
      }
      return Draft.Song(path: file.path, content: content, analysis: analysis)
    } catch let failure as JobFailure {
      throw MontageFailure(song: open, failure)
    }
  }

  private func open(_ file: ScannedFile, in project: Project) throws(MontageFailure) -> OpenFile {
    let problem: String?
    do throws(SystemError) {
      let open = try OpenFile(file.path, in: project.folder)
      problem = try Completeness.problem(of: open)
      if problem == nil { return open }
    } catch {
      problem = "cannot be read (\(error)); check its permissions"
    }
    throw MontageFailure(.input, "\(file.path.display): \(problem ?? "")")
  }

  private func plan(
    _ config: MontageConfig, _ song: Draft.Song, _ footage: [Ingest.Footage], _ format: HouseFormat
  ) throws(MontageFailure) -> Plan {
    let sorted = footage.enumerated().sorted {
      ($0.element.analysis.info.captureTime ?? "~", $0.offset)
        < ($1.element.analysis.info.captureTime ?? "~", $1.offset)
    }
    let sources = sorted.enumerated().map { order, file in
      SourceFootage(
        content: file.element.content, name: file.element.path.display, order: order,
        analysis: file.element.analysis)
    }
    let request = PlanRequest(
      music: song.analysis, song: song.content, sources: sources, frameRate: format.frameRate,
      style: Style(rawValue: config.style.rawValue) ?? .balanced,
      length: config.length.map { $0.endsOnBar ? .about($0.time) : .exactly($0.time) }
        ?? .wholeSong,
      bounds: ShotBounds(shortest: config.shortestShot, longest: config.longestShot),
      seed: config.seed)
    do throws(PlanFault) {
      return try Planner.plan(request)
    } catch {
      throw MontageFailure(.input, error.description)
    }
  }

  static func format(for footage: [Ingest.Footage], _ config: MontageConfig) -> HouseFormat {
    var format = CanvasRule().format(for: footage.map(\.analysis))
    format.canvas = config.canvas(house: format.canvas)
    format.frameRate = config.frameRate ?? format.frameRate
    format.fit = config.fit ?? format.fit
    format.quality = config.quality ?? format.quality
    return format
  }

  private static func nothingUsable(_ rejected: [Ingest.Rejected]) -> MontageFailure {
    let first = rejected.prefix(3).map { "\($0.path.display): \($0.reason)" }
    let more = rejected.count > 3 ? "; and \(rejected.count - 3) more" : ""
    return MontageFailure(
      .input, "none of the footage can be used: " + first.joined(separator: "; ") + more)
  }

  /// Bytes; a config is a page of text.
  private static let longestConfig = 256 * 1024
}
