// SPDX-License-Identifier: GPL-3.0-or-later

internal import Foundation
package import Interchange
package import Media
internal import Testing

package enum Films {
  package static let first = ContentKey("aa01")
  package static let second = ContentKey("bb02")
  package static let song = ContentKey("cc03")

  /// Three clips of two files, one with a name that every format must escape.
  package static func film(rate: Rational = Rational(30000, 1001)) throws -> Film {
    let clips = [
      Clip(
        content: first, source: FrameSpan(start: 15, count: 60), timelineStart: 0,
        reason: "calm shot for steady music, first from this file", score: 0.62),
      Clip(
        content: second, source: FrameSpan(start: 0, count: 45), timelineStart: 60,
        reason: "lively shot for a highlight, first from this file", score: 0.9),
      Clip(
        content: first, source: FrameSpan(start: 1803, count: 75), timelineStart: 105,
        reason: "moving shot for calm music, 2nd from this file", score: 0.5),
    ]
    let soundtrack = Soundtrack(
      content: song, start: MediaTime(ticks: 1_323_001, timebase: Rational(1, 44_100)),
      fadeOut: MediaTime(ticks: 22_050, timebase: Rational(1, 44_100)))
    return Film(
      name: "Iceland 2026", planID: "0123456789abcdef",
      timeline: try Timeline(frameRate: rate, clips: clips, soundtrack: soundtrack),
      sources: [
        MediaFile(content: first, path: "../DCIM/GX010023.MP4", duration: MediaTime(seconds: 90)),
        MediaFile(
          content: second, path: "../Tag 1/<b>\"Gletscher\" & Ärger's 100%.mov",
          duration: MediaTime(seconds: 7)),
        MediaFile(
          content: song, path: "../song #1.flac",
          duration: MediaTime(ticks: 9_000_000, timebase: Rational(1, 44_100))),
      ],
      beatFrames: [0, 15, 30, 45, 60, 75, 90, 105, 120, 135, 150, 165])
  }

  /// The same with a dissolve and a dip.
  package static func softFilm() throws -> Film {
    var film = try film(rate: Rational(25))
    film.timeline = try Timeline(
      frameRate: Rational(25),
      clips: film.timeline.clips.map { clip in
        var clip = clip
        clip.source.start += 20
        return clip
      }, soundtrack: film.timeline.soundtrack,
      transitions: [
        Transition(cut: 60, kind: .dissolve, before: 4, after: 8),
        Transition(cut: 105, kind: .dip, before: 6, after: 6),
      ])
    return film
  }

  /// The same film with the footage's own sound.
  package static func film(heard sound: FilmSound) throws -> Film {
    var film = try film()
    var soundtrack = film.timeline.soundtrack
    soundtrack?.sound = sound
    film.timeline = try Timeline(
      frameRate: film.timeline.frameRate, clips: film.timeline.clips, soundtrack: soundtrack)
    return film
  }

  package static let facts = ReportFacts(
    canvas: PixelSize(width: 1920, height: 1080), cutErrors: [4.2, nil],
    unused: [UnusedFile(name: "dark<script>.mp4", reason: "too dark")],
    notes: ["The film plays the song from 0:30.0 to 0:36.0."],
    sections: [
      Section(
        range: TimeRange(start: .zero, end: MediaTime(frame: 90, rate: Rational(30000, 1001))),
        energy: 0.25, label: "intro"),
      Section(
        range: TimeRange(
          start: MediaTime(frame: 90, rate: Rational(30000, 1001)),
          end: MediaTime(frame: 180, rate: Rational(30000, 1001))), energy: 1, label: "drop"),
    ],
    // Nothing looks into them here.
    preview: FilmPreview(
      stills: [[0xff, 0xd8, 1], [0xff, 0xd8, 2], [0xff, 0xd8, 3]],
      size: PixelSize(width: 320, height: 180), peaks: [0, 0.5, 1, 0.25]),
    making: ReportFacts.Making(byteCount: 7_340_032, seconds: 2.56, encodedFrames: 60))
}

/// Documents kept beside the tests; `UPDATE_GOLDENS=1` writes them anew, to be read before they are committed.
package enum Golden {
  package static func matches(_ text: String, _ name: String, file: String = #filePath) throws
    -> Bool
  {
    let path = URL(fileURLWithPath: file).deletingLastPathComponent()
      .appendingPathComponent("Goldens/" + name)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] != nil {
      try Data(text.utf8).write(to: path)
    }
    return try String(contentsOf: path, encoding: .utf8) == text
  }
}
