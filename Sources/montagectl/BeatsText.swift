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
      "\(path): \(decimal(music.tempo, 1)) beats per minute, \(music.meter) in a bar, "
        + "\(music.beats.count) beats, confidence \(decimal(music.confidence, 2))"
    ]
    if let file = song.writtenBeats {
      lines.append("  the beats are those of \(file.display)")
    } else if music.isDoubtful {
      lines.append("  the tempo is uncertain" + remedy)
    }
    for section in music.sections {
      lines.append(
        "  \(clock(section.range.start)) - \(clock(section.range.end))  "
          + "\(padded(section.label, 6)) energy \(decimal(section.energy, 2))")
    }
    return lines.joined(separator: "\n")
  }

  /// Audacity's labels: start, tab, end, tab, place in the bar.
  static func labels(_ music: MusicAnalysis) -> String {
    music.beats.map {
      let time = decimal($0.time.seconds, 6)
      return "\(time)\t\(time)\t\($0.position)"
    }.joined(separator: "\n")
  }

  /// A time and a place in the bar on each line.
  static func lines(_ music: MusicAnalysis) -> String {
    music.beats.map { "\(decimal($0.time.seconds, 6)) \($0.position)" }.joined(separator: "\n")
  }

  private static let remedy =
    "; listen to it with --click out.wav, and if it is wrong, try --bpm, or write the beats into a file beside it"

  private static func clock(_ time: MediaTime) -> String {
    let tenths = time.rescaled(to: Rational(1, 10)).ticks
    let rest = tenths % 600
    let seconds = "\(rest / 10).\(rest % 10)"
    return "\(tenths / 600):" + (rest < 100 ? "0" : "") + seconds
  }

  /// Rounded to `digits` after the point, all of them shown.
  private static func decimal(_ value: Double, _ digits: Int) -> String {
    var scale: Int64 = 1
    for _ in 0..<digits { scale *= 10 }
    let scaled = Int64((value * Double(scale)).rounded())
    let fraction = String(scaled % scale)
    return "\(scaled / scale)." + String(repeating: "0", count: digits - fraction.count) + fraction
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
