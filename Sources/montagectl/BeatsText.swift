// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Media
internal import Pipeline
internal import Planning

/// A song's beats as text: for people, and as the files that can lie beside a song.
enum BeatsText {
  /// Tempo, metre, confidence and sections.
  static func people(_ path: Path, _ song: HeardSong) -> String {
    let music = song.analysis
    guard !music.beats.isEmpty else {
      return "\(path): \(music.isSilent ? "silence" : "no beats")" + (music.isSilent ? "" : remedy)
    }
    var lines = [
      "\(path): \(music.tempo.fixed(1)) beats per minute, \(music.meter) in a bar, "
        + "\(music.beats.count) beats, confidence \(music.confidence.fixed(2))"
    ]
    if let file = song.writtenBeats {
      lines.append("  the beats are those of \(file.display)")
    } else if music.isDoubtful {
      lines.append("  the tempo is uncertain" + remedy)
    }
    for section in music.sections {
      lines.append(
        "  \(section.range.start.clock(1)) - \(section.range.end.clock(1))  "
          + "\(padded(section.label, 6)) energy \(section.energy.fixed(2))")
    }
    return lines.joined(separator: "\n")
  }

  /// Audacity's labels: start, tab, end, tab, place in the bar.
  static func labels(_ music: MusicAnalysis) -> String {
    music.beats.map {
      let time = $0.time.seconds.fixed(6)
      return "\(time)\t\(time)\t\($0.position)"
    }.joined(separator: "\n")
  }

  /// A time and a place in the bar on each line.
  static func lines(_ music: MusicAnalysis) -> String {
    music.beats.map { "\($0.time.seconds.fixed(6)) \($0.position)" }.joined(separator: "\n")
  }

  private static let remedy =
    "; listen to it with --click out.wav, and if it is wrong, try --bpm, or write the beats into a file beside it"

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
