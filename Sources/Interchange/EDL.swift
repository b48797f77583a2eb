// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// Edit decision lists in CMX 3600, which every editing program reads.
package enum EDL {
  /// Films start at this hour of time code, by custom.
  private static let startHour = 1

  /// A film as one event for each clip and one for the song.
  package static func document(_ film: Film) -> String {
    let timecode = Timecode(rate: film.timeline.frameRate)
    let hour = timecode.frame(atHour: startHour)
    var reels = Reels()
    var lines = [
      "TITLE: \(oneLine(film.name))",
      "FCM: \(timecode.dropsFrames ? "DROP FRAME" : "NON-DROP FRAME")", "",
    ]
    for (index, event) in events(film).enumerated() {
      let file = film.file(event.content)
      let start = hour + event.start
      let codes = [event.source.start, event.source.end, start, start + event.source.count]
      let head = "\(padded(index + 1))  \(reels.name(of: file)) \(event.track)     C        "
      lines.append(head + codes.map(timecode.label).joined(separator: " "))
      lines.append("* FROM CLIP NAME: \(oneLine(file.name))")
      lines.append("* SOURCE FILE: \(oneLine(file.path))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// One line of the list.
  private struct Event {
    let content: ContentKey
    /// `V`, `A`, or `B` for both.
    let track: String
    let source: FrameSpan
    /// First frame of the film.
    let start: Int
  }

  private static func events(_ film: Film) -> [Event] {
    let sound = film.timeline.soundtrack?.sound ?? .music
    var events = film.timeline.clips.map { clip in
      Event(
        content: clip.content, track: sound == .music ? "V" : "B", source: clip.source,
        start: clip.timelineStart)
    }
    if let soundtrack = film.timeline.soundtrack, sound != .original {
      let start = soundtrack.start.frame(at: film.timeline.frameRate)
      let span = FrameSpan(start: start, count: film.timeline.frameCount)
      events.append(Event(content: soundtrack.content, track: "A", source: span, start: 0))
    }
    return events
  }

  private static func padded(_ number: Int) -> String {
    String(repeating: "0", count: max(0, 3 - "\(number)".count)) + "\(number)"
  }

  /// A file name may hold a line break; a list entry may not.
  private static func oneLine(_ text: String) -> String {
    String(text.map { $0.isNewline || $0 == "\0" ? " " : $0 })
  }

  /// Reel names: at most eight capital letters and digits, one for each file.
  private struct Reels {
    private var names: [ContentKey: String] = [:]
    private var taken: Set<String> = []

    mutating func name(of file: MediaFile) -> String {
      if let known = names[file.content] { return known }
      let stem = file.name.split(separator: ".").first ?? ""
      let letters = stem.uppercased().unicodeScalars.filter {
        ("A"..."Z").contains($0) || ("0"..."9").contains($0)
      }
      let plain = String(String.UnicodeScalarView(letters.prefix(8)))
      var name = plain.isEmpty ? "REEL" : plain
      var number = 1
      while !taken.insert(name).inserted {
        number += 1
        name = plain.prefix(7 - "\(number)".count) + "_\(number)"
      }
      name += String(repeating: " ", count: 8 - name.count)
      names[file.content] = name
      return name
    }
  }
}
