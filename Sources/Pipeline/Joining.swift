// SPDX-License-Identifier: GPL-3.0-or-later

internal import Jobs
package import Linux
internal import Media
internal import Planning
internal import Workers

/// A film from an explicit cut list, without planning.
package struct Joining: Sendable {
  private let workshop: Workshop
  private let progress: Progress.Listener

  package init(_ workshop: Workshop, progress: @escaping Progress.Listener = { _ in }) {
    self.workshop = workshop
    self.progress = progress
  }

  /// What was joined.
  package struct Answer: Sendable, Hashable {
    package var frames: Int
    package var copiedFrames: Int
    package var encodedFrames: Int
  }

  /// Makes the film and puts it at `output`, in place of what is there; the list's paths are from `folder`.
  package func join(
    _ list: CutList, in folder: Path, to output: Path
  ) async throws(MontageFailure) -> Answer {
    try await MontageFailure.wrapping {
      let sources = try await open(list, in: folder)
      let song = try await self.song(of: list, in: folder)
      let format = try format(for: list, sources)
      let timeline = try timeline(list, sources, song: song)
      let folderOfOutput = output.parent ?? Path(".")
      var file = try create(output, in: folderOfOutput)
      let film = try await FilmMaker(store: workshop.store, pool: workshop.pool, format: format)
        .make(
          timeline, sources: sources.files, song: song,
          tag: "\(Version.text) join", output: file, in: folderOfOutput, progress: progress)
      try file.publish(as: output.name, replacing: true)
      return Answer(
        frames: film.frames, copiedFrames: film.copiedFrames, encodedFrames: film.encodedFrames)
    }
  }

  private func create(
    _ output: Path, in folder: Path
  ) throws(MontageFailure) -> OutputFile {
    guard (try? FileStatus.read(output, followingLinks: true))?.kind != .directory else {
      throw MontageFailure(.output, "\(output): a folder; name a film in it")
    }
    do throws(SystemError) {
      return try OutputFile.create(in: folder, permissions: 0o664)
    } catch {
      throw MontageFailure(writing: folder, error)
    }
  }

  /// Each source once, under the name by which the list knows it.
  private struct Sources: Sendable {
    /// By path, because text calls names equal that differ in how accents are stored.
    var contents: [Path: ContentKey] = [:]
    var files: [ContentKey: OpenFile] = [:]
    var infos: [ContentKey: MediaInfo] = [:]
  }

  private func open(_ list: CutList, in folder: Path) async throws -> Sources {
    var sources = Sources()
    let measuring = Measuring(store: workshop.store, pool: workshop.pool)
    for clip in list.clips where sources.contents[Path(clip.source)] == nil {
      let file = try Self.open(clip.source, in: folder)
      let content = try Self.content(of: file, by: measuring)
      sources.contents[Path(clip.source)] = content
      guard sources.files[content] == nil else { continue }
      do throws(JobFailure) {
        sources.infos[content] = try await workshop.pool.run(ProbeJob(), inputs: [file])
      } catch {
        throw MontageFailure(footage: file, error)
      }
      sources.files[content] = file
    }
    return sources
  }

  private func song(of list: CutList, in folder: Path) async throws -> OpenFile? {
    guard let name = list.music else { return nil }
    let file = try Self.open(name, in: folder)
    do throws(JobFailure) {
      let info = try await workshop.pool.run(ProbeJob(), inputs: [file])
      guard info.audio != nil else { throw JobFailure(.noSound) }
      return file
    } catch {
      throw MontageFailure(song: file, error)
    }
  }

  private static func content(of file: OpenFile, by measuring: Measuring) throws -> ContentKey {
    do {
      return try measuring.contentKey(of: file)
    } catch let error as SystemError {
      throw MontageFailure(reading: file.path, error)
    }
  }

  private static func open(_ name: String, in folder: Path) throws(MontageFailure) -> OpenFile {
    try OpenFile.named(Path(name).isAbsolute ? Path(name) : folder.joining(Path(name)))
  }

  private func format(for list: CutList, _ sources: Sources) throws(MontageFailure) -> HouseFormat {
    let votes = list.clips.compactMap { clip -> FootageAnalysis? in
      guard let content = sources.contents[Path(clip.source)],
        let info = sources.infos[content]
      else {
        return nil
      }
      return FootageAnalysis(
        info: info, duration: MediaTime(frame: clip.frames, rate: list.fps), decodedFrames: 0,
        decodeFailures: 0, shots: [])
    }
    var format = CanvasRule(frameRate: list.fps, fit: list.fit ?? .blur, quality: list.crf ?? 20)
      .format(for: votes)
    format.canvas = PixelSize(
      width: list.width ?? format.canvas.width, height: list.height ?? format.canvas.height)
    return format
  }

  private func timeline(
    _ list: CutList, _ sources: Sources, song: OpenFile?
  ) throws -> Timeline {
    var start = 0
    var clips: [Clip] = []
    for (index, entry) in list.clips.enumerated() {
      guard let content = sources.contents[Path(entry.source)] else { continue }
      let first = MediaTime(seconds: entry.sourceStart).frame(at: list.fps)
      let end = MediaTime(frame: first + entry.frames - 1, rate: list.fps)
      if let length = sources.infos[content]?.shownDuration, end >= length {
        throw MontageFailure(
          .input,
          "\(Path(entry.source)): clip \(index + 1) of the list goes on beyond its end at "
            + "\(length.seconds) s; shorten the clip")
      }
      clips.append(
        Clip(
          content: content, source: FrameSpan(start: first, count: entry.frames),
          timelineStart: start))
      start += entry.frames
    }
    let soundtrack = try song.map { song in
      Soundtrack(content: try song.contentKey(), start: .zero, fadeOut: .zero)
    }
    return try Timeline(frameRate: list.fps, clips: clips, soundtrack: soundtrack)
  }
}

extension MediaInfo {
  /// How long its pictures last, as far as the container tells; sound may go on longer.
  fileprivate var shownDuration: MediaTime? {
    guard let frames = video?.frameCount, let rate = video?.frameRate else { return duration }
    let pictures = MediaTime(frame: frames, rate: rate)
    return duration.map { min($0, pictures) } ?? pictures
  }
}
