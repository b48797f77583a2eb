// SPDX-License-Identifier: GPL-3.0-or-later

internal import Digest
package import Linux
internal import Media
internal import Planning
internal import Settings
package import Watching

/// The file `NAME.cuts.yaml` beside a film: what it shows, for its owner to change.
///
/// It tells by a digest in its first line whether it is as it was written; what somebody changed is never written over.
package struct ShotSheet: Sendable {
  let list: ShotList
  /// From the project.
  let path: Path

  /// The list that the owner of a montage changed; nil where there is none, or where nothing was changed.
  init?(of montage: String, in project: Project) throws(MontageFailure) {
    guard let file = project.files.cutLists.first(where: { Self.isSheet($0, of: montage) }) else {
      return nil
    }
    let bytes = try Self.bytes(of: file.path, in: project.folder)
    guard Self.isChanged(bytes) else { return nil }
    do throws(ConfigError) {
      list = try ShotList(file: file.path.display, bytes: bytes)
    } catch {
      throw MontageFailure(.configuration, error.description)
    }
    path = file.path
  }

  /// What the list beside a film says, whoever wrote it; nil where there is none that can be read.
  static func list(besideFilm montage: String, in project: Path) -> ShotList? {
    let path = Path("\(MontageFolder.folderName)/\(montage).\(suffix)")
    guard let bytes = try? bytes(of: path, in: project) else { return nil }
    return try? ShotList(file: path.display, bytes: bytes)
  }

  private static func bytes(of path: Path, in project: Path) throws(MontageFailure) -> [UInt8] {
    try OpenFile.bytes(
      of: path, in: project, limit: longest,
      orElse: "longer than 4 MiB, as no list of shots is; shorten it")
  }

  /// Whether it is the list of that montage, by its name.
  package static func isSheet(_ file: ScannedFile, of montage: String) -> Bool {
    Path(bytes: file.path.name).folded == Path("\(montage).\(suffix)").folded
  }

  /// Whether somebody changed the list; blocks while it reads the file, and one that cannot be read is nobody's work.
  package static func isChanged(_ path: Path) -> Bool {
    (try? path.contents(limit: longest)).map(isChanged) ?? false
  }

  /// Whether a list is not as it was written; an empty file is one that is being written.
  static func isChanged(_ bytes: [UInt8]) -> Bool {
    guard !bytes.isEmpty else { return false }
    let lines = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 1)
    return lines.count < 2 || !lines[0].elementsEqual(head(of: Array(lines[1])).utf8)
  }

  /// What stands beside the film.
  static func text(_ list: ShotList) -> String {
    let body = advice + list.text
    return head(of: Array(body.utf8)) + "\n" + body
  }

  private static func head(of body: [UInt8]) -> String {
    "# montaged \(SHA256.hexadecimal(of: body).prefix(16))"
  }

  private static let advice = """
    # The shots of the film beside this file. Change the list and save it, and the film is made again by it; only what
    # changed is encoded. It is never written over then; the list of the new film is NAME.cuts.new.yaml.
    #   delete a line           another shot takes its place
    #   put "ban" at its end    the same, and what it shows is seen nowhere in the film
    #   put "keep" at its end   of all shots only the kept ones stay, and the others are chosen anew
    #   change what is behind @ the shot shows another moment of the file, in seconds or minutes:seconds
    #   change the first times  the shot begins and ends elsewhere; a gap is filled, an overlap goes to the later shot
    #   swap two files          the shots swap places
    # What is in (brackets) is for you, and so are the files at the end that the film does not show. Delete the file to have everything chosen anew.

    """

  static let suffix = "cuts.yaml"
  static let newSuffix = "cuts.new.yaml"
  /// Bytes.
  private static let longest = 4 << 20
}

extension ShotSheet {
  /// What planning has to keep to.
  struct Fixed {
    var shots: [FixedShot] = []
    /// What must not be seen of each source.
    var banned: [ContentKey: [TimeRange]] = [:]
    /// For the viewer, a sentence each.
    var notes: [String] = []
  }

  /// The list as planning sees it.
  ///
  /// Of a file that is gone nothing is kept; a time beyond the end of one is the owner's mistake.
  func fixed(
    _ footage: [Ingest.Footage], rate: Rational
  ) throws(MontageFailure) -> Fixed {
    var fixed = Fixed()
    var problems: [ConfigProblem] = []
    var gone: [String] = []
    let keeps = list.shots.contains { $0.mark == .keep }
    let files = Dictionary(footage.map { ($0.path.exact, $0) }) { first, _ in first }
    for (index, shot) in list.shots.enumerated() {
      let next = index + 1 < list.shots.count ? list.shots[index + 1].start : list.length
      guard let file = files[shot.file] else {
        gone.append(shot.file)
        continue
      }
      let start = shot.start.frame(at: rate)
      let count = Self.end(of: shot, before: next).frame(at: rate) - start
      guard count > 0, shot.mark != .ban, !keeps || shot.mark == .keep else {
        if shot.mark == .ban {
          let length = MediaTime(frame: max(count, 1), rate: rate)
          fixed.banned[file.content, default: []].append(
            TimeRange(start: shot.sourceStart, end: shot.sourceStart + length))
        }
        continue
      }
      let source = FrameSpan(start: shot.sourceStart.frame(at: rate), count: count)
      let end = file.analysis.duration.frame(at: rate, rounding: .down)
      if source.end > end {
        problems.append(beyond(shot, end: file.analysis.duration, needs: count, rate))
      }
      fixed.shots.append(FixedShot(content: file.content, source: source, start: start))
    }
    guard problems.isEmpty else {
      throw MontageFailure(.configuration, ConfigError(problems).description)
    }
    fixed.notes = Set(gone).sorted().map {
      "\($0), which the cut list names, is not there; another shot takes its place."
    }
    return fixed
  }

  /// What is left between two shots and is too short for one belongs to the first.
  private static func end(of shot: ShotList.Shot, before next: MediaTime) -> MediaTime {
    guard let end = shot.end, next - end > shortestGap || end > next else { return next }
    return end
  }

  /// Eight frames at 30 a second: below that a viewer sees a flash.
  private static let shortestGap = MediaTime(ticks: 8, timebase: Rational(1, 30))

  private func beyond(
    _ shot: ShotList.Shot, end: MediaTime, needs frames: Int, _ rate: Rational
  ) -> ConfigProblem {
    let length = MediaTime(frame: frames, rate: rate).seconds
    let latest = max(end.seconds - length, 0)
    return ConfigProblem(
      file: path.display, line: shot.line,
      problem:
        "\(shot.file) ends after \(hundredths(end.seconds)) s, and this shot lasts \(hundredths(length)) s",
      remedy: "write a time up to \(hundredths(latest)) behind @, or a shorter shot")
  }

  private func hundredths(_ seconds: Double) -> String { "\((seconds * 100).rounded(.down) / 100)" }
}

extension Draft {
  /// The film's shots as its owner may edit them.
  var shotList: ShotList {
    let rate = plan.timeline.frameRate
    return ShotList(
      length: plan.timeline.duration,
      shots: plan.timeline.clips.map { clip in
        ShotList.Shot(
          start: MediaTime(frame: clip.timelineStart, rate: rate),
          end: MediaTime(frame: clip.timelineEnd, rate: rate), file: source(of: clip),
          sourceStart: MediaTime(frame: clip.source.start, rate: rate),
          remark: clip.reason)
      },
      unused: unused.map { file in
        "\(file.source) (\(file.reason.split(whereSeparator: \.isNewline).joined(separator: " ")))"
      })
  }
}
