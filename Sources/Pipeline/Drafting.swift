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
  let titles: TitleMaker
  let width: Int
  let progress: Progress.Listener
  /// Small pictures, for a first look.
  var isDraft = false
  /// Footage that cannot be shown, and why, although it was measured.
  var unusable: [ContentKey: String] = [:]

  /// Decides the whole film.
  func draft(_ project: Project, _ name: ConfigName, _ edition: Edition) async throws -> Draft {
    let config = try project.config(name).shaped(edition.aspect)
    let chosen = try SongChoice.song(
      named: config.music, for: project.origin(of: \.music, in: config, name), in: project.files)
    let table = try LookChoice.table(
      named: config.lut, for: project.origin(of: \.lut, in: config, name), in: project)
    let sheet = try ShotSheet(of: edition.sheet(of: name.montage), in: project)
    let (used, excluded) = select(project.files.footage, by: config)
    guard !used.isEmpty else {
      let origin = project.origin(
        of: { [$0.never.map(\.text), $0.only.map(\.text)] }, in: config, name)
      throw Self.noFootage(origin, isExcluded: !excluded.isEmpty)
    }
    // The song first: it takes a second, and one that is of no use ends the montage.
    let song = try await listen(to: chosen, config.beats, in: project)
    let ingest = Ingest(folder: project.folder, measuring: measuring, width: width)
    let (measured, refused) = try await ingest.measure(used, progress: progress)
    let footage = measured.filter { unusable[$0.content] == nil }
    let rejected =
      refused
      + measured.compactMap { file in
        unusable[file.content].map { Ingest.Rejected(path: file.path, reason: $0) }
      }
    guard !footage.isEmpty else { throw Self.nothingUsable(name, rejected) }
    var format = Self.format(for: footage, config)
    format.look = table?.digest
    if isDraft { format = format.draft }
    progress(Progress(.planning, share: 0))
    let fixed = try sheet?.fixed(footage, rate: format.frameRate)
    let earlier = try earlierFilms(name, config, in: project)
    let plan = try PlanChoice(
      config: config, song: song, footage: footage, rate: format.frameRate, shown: earlier
    ).plan(edition, fixed)
    let (title, warnings) = try await self.title(config, over: plan, song, format)
    let unread = project.problems.map {
      Draft.Unused(source: $0.path.exact, reason: "folder \($0.error.readingSentence)")
    }
    return Draft(
      name: edition.name, config: config, format: format, plan: plan, folder: project.folder,
      song: song, footage: footage, title: title, table: table?.path, isEdited: sheet != nil,
      rejected: unread
        + rejected.map { Draft.Unused(source: $0.path.exact, reason: $0.reason) },
      leftOut: excluded
        + plan.unused.map { Draft.Unused(source: $0.name, reason: $0.reason) }
        .sorted { $0.source < $1.source },
      warnings: song.notes + (fixed?.notes ?? []) + warnings)
  }

  /// What films of other configs show of the files, where that is to be avoided.
  private func earlierFilms(
    _ name: ConfigName, _ config: MontageConfig, in project: Project
  ) throws -> [String: [TimeRange]] {
    guard config.history == .avoid, let ledger = measuring.store?.ledger else { return [:] }
    return try EarlierFilms(than: name, config, in: project.folder, by: ledger).shown
  }

  /// The title that the config asks for, drawn and placed.
  private func title(
    _ config: MontageConfig, over plan: Plan, _ song: Draft.Song, _ format: HouseFormat
  ) async throws -> (Draft.Title?, warnings: [String]) {
    guard let wanted = config.title else { return (nil, []) }
    let drawn = try await titles.draw(wanted.text, canvas: format.canvas)
    guard let bitmap = drawn.bitmap else { return (nil, drawn.notes) }
    let rule = TitleRule(plan.timeline, beats: song.analysis.beatFrames(of: plan.timeline))
    let overlay = rule.overlay(
      bitmap.key, size: bitmap.size, canvas: format.canvas,
      frames: rule.span(atEnd: wanted.place == .end, length: wanted.length))
    return (Draft.Title(overlay: overlay, file: bitmap.file), drawn.notes)
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
        excluded.append(Draft.Unused(source: file.path.exact, reason: "never: \(glob.text)"))
      case .notInOnly:
        excluded.append(Draft.Unused(source: file.path.exact, reason: "not in only:"))
      }
    }
    return (used, excluded)
  }

  private func listen(
    to file: ScannedFile, _ wishes: BeatWishes, in project: Project
  ) async throws -> Draft.Song {
    progress(Progress(.listening, share: 0, detail: file.path.display))
    let open = try open(file, in: project)
    let written = try project.writtenBeats(for: file)
    do {
      let (content, analysis) = try await measuring.music(
        open, wishes: wishes, written: written
      ) { [progress] share in
        progress(Progress(.listening, share: share, detail: file.path.display))
      }
      guard !analysis.isSilent else {
        throw MontageFailure(
          .input,
          "\(file.path.display): silent, so that there is nothing to cut to; "
            + "choose another song")
      }
      return Draft.Song(
        path: file.path, content: content, analysis: analysis,
        notes: analysis.notes(on: wishes, written))
    } catch let failure as JobFailure {
      throw MontageFailure(song: open, failure)
    } catch let error as SystemError {
      throw MontageFailure(reading: file.path, error)
    }
  }

  private func open(_ file: ScannedFile, in project: Project) throws(MontageFailure) -> OpenFile {
    let problem: String?
    do throws(SystemError) {
      let open = try OpenFile(file.path, in: project.folder)
      problem = try Completeness.problem(of: open)
      if problem == nil { return open }
    } catch {
      throw MontageFailure(reading: file.path, error)
    }
    throw MontageFailure(.input, "\(file.path.display): \(problem ?? "")")
  }

  static func format(for footage: [Ingest.Footage], _ config: MontageConfig) -> HouseFormat {
    var format = CanvasRule().format(for: footage.map(\.analysis))
    format.canvas = config.canvas(house: format.canvas)
    format.frameRate = config.frameRate ?? format.frameRate
    format.fit = config.fit ?? format.fit
    // Where nothing is cut off, the word means nothing, and pieces must not differ by it.
    format.focus = format.fit == .crop && config.focus != .center ? config.focus : nil
    format.quality = config.quality ?? format.quality
    return format
  }

  private static func noFootage(_ name: ConfigName, isExcluded: Bool) -> MontageFailure {
    let file = Path.display(name.file)
    return MontageFailure(
      .missing,
      isExcluded
        ? "\(file): the config excludes all footage; correct its lines never: and only:"
        : "\(file): there is no footage beside it; copy at least one video file into the folder")
  }

  /// A line for each file: a sentence about one must not hide the others.
  private static func nothingUsable(
    _ name: ConfigName, _ rejected: [Ingest.Rejected]
  ) -> MontageFailure {
    let head =
      "\(Path.display(name.file)): none of the footage can be used; "
      + "add a clip that plays, or mend these:"
    var lines = [head] + rejected.prefix(listed).map { "\($0.path.display): \($0.reason)" }
    if rejected.count > listed { lines.append("and \(rejected.count - listed) more") }
    return MontageFailure(.input, lines.joined(separator: "\n"))
  }

  /// More than one screen helps nobody.
  private static let listed = 20
}
