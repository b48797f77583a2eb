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
      let song = try list.music.map { try Self.open($0, in: folder) }
      let format = try format(for: list, sources)
      let timeline = try timeline(list, sources, song: song)
      let folderOfOutput = output.parent ?? Path(".")
      var file = try OutputFile.create(in: folderOfOutput, permissions: 0o664)
      let film = try await FilmMaker(store: workshop.store, pool: workshop.pool, format: format)
        .make(
          timeline, sources: sources.files, song: song,
          tag: "\(Version.text) join", output: file, in: folderOfOutput, progress: progress)
      try file.publish(as: output.name, replacing: true)
      return Answer(
        frames: film.frames, copiedFrames: film.copiedFrames, encodedFrames: film.encodedFrames)
    }
  }

  /// Each source once, under the name by which the list knows it.
  private struct Sources: Sendable {
    var contents: [String: ContentKey] = [:]
    var files: [ContentKey: OpenFile] = [:]
    var infos: [ContentKey: MediaInfo] = [:]
  }

  private func open(_ list: CutList, in folder: Path) async throws -> Sources {
    var sources = Sources()
    let measuring = Measuring(store: workshop.store, pool: workshop.pool)
    for clip in list.clips where sources.contents[clip.source] == nil {
      let file = try Self.open(clip.source, in: folder)
      let content = try measuring.contentKey(of: file)
      sources.contents[clip.source] = content
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

  private static func open(_ name: String, in folder: Path) throws(MontageFailure) -> OpenFile {
    let path = Path(name).isAbsolute ? Path(name) : folder.joining(Path(name))
    do throws(SystemError) {
      return try OpenFile(named: path)
    } catch {
      throw MontageFailure(
        error.isMissing ? .missing : .input,
        "\(path): cannot be read (\(error)); correct the path or the permissions")
    }
  }

  private func format(for list: CutList, _ sources: Sources) throws(MontageFailure) -> HouseFormat {
    let votes = list.clips.compactMap { clip -> FootageAnalysis? in
      guard let content = sources.contents[clip.source], let info = sources.infos[content] else {
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
      guard let content = sources.contents[entry.source] else { continue }
      let first = MediaTime(seconds: entry.sourceStart).frame(at: list.fps)
      let end = MediaTime(frame: first + entry.frames - 1, rate: list.fps)
      if let length = sources.infos[content]?.duration, end > length {
        throw MontageFailure(
          .input,
          "clip \(index + 1): \(entry.source) ends after \(length.seconds) s; shorten the clip")
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
