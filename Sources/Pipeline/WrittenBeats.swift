// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Media
internal import Settings
internal import Watching

/// The beats that a person wrote down in a file beside a song: `song.beats`, or Audacity's labels in `song.txt`.
struct WrittenBeats: Sendable {
  /// Of the file.
  let name: Path
  let file: BeatFile

  /// Reads the file that belongs to the song `song` among `names` in `folder`; nil when there is none.
  ///
  /// A text that holds something else than labels, and an empty file, are none.
  init?(for song: [UInt8], among names: [[UInt8]], in folder: Path) throws(MontageFailure) {
    let texts = Self.names(for: song, ending: ".beats", among: names)
    let labels = Self.names(for: song, ending: ".txt", among: names)
    var found: [(name: Path, bytes: [UInt8], form: BeatFile.Form)] = []
    for (name, form) in texts.map({ ($0, BeatFile.Form.text) }) + labels.map({ ($0, .labels) }) {
      let bytes = try OpenFile.bytes(
        of: Path(bytes: name), in: folder, limit: Self.longest,
        orElse: "longer than 8 MiB, as no list of beats is; shorten it")
      // A shell that writes the beats of a song beside it makes the file before it starts the program.
      guard !bytes.isEmpty, form == .text || BeatFile.areLabels(bytes) else { continue }
      found.append((Path(bytes: name), bytes, form))
    }
    guard let first = found.first else { return nil }
    guard found.count == 1 else {
      throw MontageFailure(
        .configuration,
        "\(found.map(\.name.display).joined(separator: " and ")) both hold the beats of "
          + "\(Path.display(song)); keep one")
    }
    name = first.name
    do throws(ConfigError) {
      file = try BeatFile(file: first.name.display, bytes: first.bytes, form: first.form)
    } catch {
      throw MontageFailure(.configuration, error.description)
    }
    guard !file.beats.isEmpty else {
      throw MontageFailure(
        .configuration, "\(name.display): holds no beat; write a time on each line, or delete it")
    }
  }

  /// Of some files those that may hold the beats of one of `songs`, judged by their names.
  static func files(
    among files: [ScannedFile], for songs: @autoclosure () -> [ScannedFile]
  ) -> [ScannedFile] {
    let endings = [".beats", ".txt"]
    let candidates = files.filter { endings.contains(where: $0.path.folded.hasSuffix) }
    guard !candidates.isEmpty else { return [] }
    let names = Set(
      songs().flatMap { song in
        endings.compactMap { self.name(for: song.path.name, ending: $0)?.folded }
      })
    return candidates.filter { names.contains(Path(bytes: $0.path.name).folded) }
  }

  /// What the measurement keeps to: these beats, and of what else is said what they leave open.
  func hints(_ told: BeatHints) -> BeatHints {
    var hints = told
    hints.tempo = nil
    hints.beats = file.beats
    if tellsBars {
      hints.meter = nil
      hints.firstDownbeat = nil
    }
    return hints
  }

  /// Fails when the song ends long before the beats do: they are those of another.
  func check(against duration: MediaTime, song: String) throws(MontageFailure) {
    guard let last = file.beats.last, last.time > duration + Self.tolerance else { return }
    let line = file.lines[file.lines.count - 1]
    throw MontageFailure(
      .configuration,
      "\(name.display): line \(line): \(last.time.seconds) s lies after the end of \(song) "
        + "(\(duration.seconds) s); use the file of this song, or delete it")
  }

  /// What a report says of it; `told` is what the config says of the beats.
  func note(_ told: BeatHints) -> String {
    var unused = told.tempo == nil ? [] : ["bpm:"]
    if tellsBars {
      if told.meter != nil { unused.append("meter:") }
      if told.firstDownbeat != nil { unused.append("first_downbeat:") }
    }
    let rest =
      unused.isEmpty
      ? "" : "; what the config says in \(unused.joined(separator: ", ")) is not used"
    return "The beats are those of \(name.display)\(rest)."
  }

  private var tellsBars: Bool { file.beats.contains { $0.position != nil } }

  /// Bytes first, then folded case.
  private static func names(
    for song: [UInt8], ending: String, among names: [[UInt8]]
  ) -> [[UInt8]] {
    guard let wanted = name(for: song, ending: ending) else { return [] }
    if names.contains(wanted.bytes) { return [wanted.bytes] }
    let folded = wanted.folded
    return names.filter { Path(bytes: $0).folded == folded }
  }

  /// What the file of a song's beats is called; nil where that is the song.
  private static func name(for song: [UInt8], ending: String) -> Path? {
    let dot = song.lastIndex(of: UInt8(ascii: ".")) ?? song.endIndex
    let wanted = Array(song[..<(dot > 0 ? dot : song.endIndex)]) + Array(ending.utf8)
    return wanted == song ? nil : Path(bytes: wanted)
  }

  /// Bytes; ten hours of beats have less.
  private static let longest = 8 << 20
  /// Of a last beat after the end: decoders differ in what they play of a song's last block.
  private static let tolerance = MediaTime(ticks: 1, timebase: Rational(1))
}
