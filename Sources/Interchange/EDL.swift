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
      var codes = [event.source.start, event.source.end, event.start, event.end]
      func line(_ reel: String, _ kind: String) -> String {
        let times = [codes[0], codes[1], hour + codes[2], hour + codes[3]].map(timecode.label)
        let track = event.track + String(repeating: " ", count: 6 - event.track.count)
        return "\(padded(index + 1))  \(reel) \(track)\(kind) "
          + times.joined(separator: " ")
      }
      let reel = event.content.map { reels.name(of: film.file($0)) } ?? Reels.black
      if let opening = event.opening {
        // What is seen before, as long as nothing; the second line says how long it takes to go.
        let whole = codes
        codes = [opening.frame, opening.frame, event.start, event.start]
        lines.append(
          line(opening.content.map { reels.name(of: film.file($0)) } ?? Reels.black, "C       "))
        codes = whole
        lines.append(line(reel, "D    \(padded(opening.frames))"))
      } else {
        lines.append(line(reel, "C       "))
      }
      if let content = event.content {
        let file = film.file(content)
        lines.append("* FROM CLIP NAME: \(oneLine(file.name))")
        lines.append("* SOURCE FILE: \(oneLine(file.path))")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// One event of the list.
  private struct Event {
    /// Nil for black.
    var content: ContentKey?
    /// `V`; `A` and `A2` for sound; `B` for `V` and `A`.
    var track = "V"
    var source: FrameSpan
    /// First frame of the film.
    var start: Int
    var opening: Opening?

    var end: Int { start + source.count }
  }

  /// How an event comes out of what is seen before it.
  private struct Opening {
    /// Nil for black.
    var content: ContentKey?
    /// Its frame when the change begins.
    var frame: Int
    /// How many frames the change takes.
    var frames: Int
  }

  private static func events(_ film: Film) -> [Event] {
    var events = pictures(of: film.timeline)
    let sound = film.timeline.soundtrack?.sound ?? .music
    if sound != .music {
      // Also of footage without sound: what dissolves on both tracks needs something before it on both.
      for index in events.indices where events[index].content != nil { events[index].track = "B" }
    }
    if let soundtrack = film.timeline.soundtrack, sound != .original {
      let start = soundtrack.start.frame(at: film.timeline.frameRate)
      let span = FrameSpan(start: start, count: film.timeline.frameCount)
      // Two events of one track may not stand side by side.
      let track = sound == .music ? "A" : "A2"
      events.append(Event(content: soundtrack.content, track: track, source: span, start: 0))
    }
    return events
  }

  /// Clips one after the other; in this format a change begins with the event, before the cut.
  private static func pictures(of timeline: Timeline) -> [Event] {
    var events: [Event] = []
    for clip in timeline.clips {
      var event = Event(content: clip.content, source: clip.source, start: clip.timelineStart)
      if let transition = timeline.transitions.first(where: { $0.cut == clip.timelineStart }),
        let last = events.last
      {
        let left = last.source.end - transition.before
        events[events.count - 1].source.count -= transition.before
        var opening = Opening(content: last.content, frame: left, frames: transition.frameCount)
        if transition.kind == .dissolve {
          event.source.start -= transition.before
          event.source.count += transition.before
          event.start = transition.start
        } else {
          if transition.before > 0 {
            opening.frames = transition.before
            events.append(
              Event(
                source: FrameSpan(start: 0, count: transition.before), start: transition.start,
                opening: opening))
          }
          opening = Opening(frame: 0, frames: transition.after)
        }
        if opening.frames > 0 { event.opening = opening }
      }
      events.append(event)
    }
    return events.filter { $0.source.count > 0 }
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
    /// What the format calls black.
    static let black = "BL      "

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
