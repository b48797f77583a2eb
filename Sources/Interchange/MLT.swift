// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// MLT XML: a project that Kdenlive and Shotcut open and `melt` plays; media by paths from the document's own folder.
///
/// All times are frames at the film's rate, which MLT counts in every file too, whatever its own rate. Pictures lie on
/// two tracks where the film has dissolves or dips (`ABRoll`), sound on tracks below them. What one editor says in words
/// of its own (`kdenlive:`, `shotcut:`) the other passes over. Not in it: titles, tables of colours, how pictures fit the
/// canvas, and the loudness of the film.
package enum MLT {
  /// A film as a project on `canvas`.
  package static func document(_ film: Film, canvas: PixelSize) -> String {
    let rolls = ABRoll(film.timeline)
    let (sounds, pictures) = (soundTracks(film), pictureTracks(rolls))
    let tracks = sounds + pictures
    let bin = MLTBin(film, strips: (pictures + sounds).flatMap(\.strips))
    return XMLText(
      "mlt", [("LC_NUMERIC", "C"), ("version", "7.0.0"), ("title", film.name)],
      [profile(film, canvas), background(film)] + bin.producers
        // Kdenlive reads what it wants to know of the project from the first playlist.
        + [bin.playlist, backgroundTrack(film)] + tracks.map { $0.playlist(film, bin) }
        + [tractor(film, tracks, rolls.changes)]
    ).document
  }

  /// Black and silence under all tracks, by names that both editors know.
  private static func background(_ film: Film) -> XMLText {
    XMLText(
      "producer", [("id", "black"), ("in", "0"), ("out", "\(film.timeline.frameCount - 1)")],
      [
        .property("length", "\(film.timeline.frameCount)"), .property("eof", "pause"),
        .property("resource", "black"), .property("mlt_service", "color"),
        .property("set.test_audio", "0"),
      ])
  }

  private static func backgroundTrack(_ film: Film) -> XMLText {
    let whole = FrameSpan(start: 0, count: film.timeline.frameCount)
    return XMLText("playlist", [("id", "black_track")], [entry("black", whole)])
  }

  private static func profile(_ film: Film, _ canvas: PixelSize) -> XMLText {
    let rate = film.timeline.frameRate
    let shape = Rational(Int64(canvas.width), Int64(canvas.height))
    return XMLText(
      "profile",
      [
        ("description", "\(canvas.width)x\(canvas.height), \(rate) fps"),
        ("width", "\(canvas.width)"), ("height", "\(canvas.height)"),
        ("frame_rate_num", "\(rate.numerator)"), ("frame_rate_den", "\(rate.denominator)"),
        ("sample_aspect_num", "1"), ("sample_aspect_den", "1"),
        ("display_aspect_num", "\(shape.numerator)"),
        ("display_aspect_den", "\(shape.denominator)"),
        ("progressive", "1"), ("colorspace", "709"),
      ])
  }

  // MARK: Tracks

  /// What lies on a track, and for whom.
  private struct Track {
    var id: String
    var name: String
    var isSound: Bool
    var strips: [ABRoll.Strip]

    func playlist(_ film: Film, _ bin: MLTBin) -> XMLText {
      let editors =
        isSound
        ? [XMLText.property("kdenlive:audio_track", "1"), .property("shotcut:audio", "1")]
        : [.property("shotcut:video", "1")]
      let names = [
        XMLText.property("kdenlive:track_name", name), .property("shotcut:name", name),
      ]
      var next = 0
      let items = strips.flatMap { strip in
        let gap = strip.start - next
        next = strip.end
        let blank = gap > 0 ? [XMLText("blank", [("length", "\(gap)")])] : []
        let filters = id == MLT.music ? fades(film, of: strip.frames) : []
        return blank + [entry(bin.name(of: strip.medium), strip.frames, filters)]
      }
      return XMLText("playlist", [("id", id)], editors + names + items)
    }
  }

  private static let music = "music"

  /// The song, and the footage's own sound where it is heard: cut as the pictures are, without mixing.
  private static func soundTracks(_ film: Film) -> [Track] {
    guard let soundtrack = film.timeline.soundtrack else { return [] }
    var tracks: [Track] = []
    if soundtrack.sound != .music {
      tracks.append(
        Track(
          id: "sound", name: "Original sound", isSound: true,
          strips: film.timeline.clips.filter { !film.mute.contains($0.content) }
            .map(ABRoll.Strip.init)))
    }
    if soundtrack.sound != .original {
      let song = song(film, soundtrack)
      tracks.append(
        Track(id: music, name: "Music", isSound: true, strips: song.map { [$0] } ?? []))
    }
    return tracks
  }

  /// The song from its nearest whole frame, no longer than it is.
  private static func song(_ film: Film, _ soundtrack: Soundtrack) -> ABRoll.Strip? {
    let rate = film.timeline.frameRate
    let start = soundtrack.start.frame(at: rate)
    let available = film.file(soundtrack.content).duration?.frame(at: rate, rounding: .up)
    let count = min(film.timeline.frameCount, (available ?? .max) - start)
    return count > 0
      ? ABRoll.Strip(
        medium: .file(soundtrack.content), frames: FrameSpan(start: start, count: count), start: 0)
      : nil
  }

  private static func pictureTracks(_ rolls: ABRoll) -> [Track] {
    rolls.tracks.filter { !$0.isEmpty }.enumerated().map { index, strips in
      Track(
        id: "video\(index + 1)", name: index == 0 ? "Video" : "Video \(index + 1)",
        isSound: false, strips: strips)
    }
  }

  private static func entry(_ producer: String, _ span: FrameSpan, _ filters: [XMLText] = [])
    -> XMLText
  {
    XMLText(
      "entry",
      [("producer", producer), ("in", "\(span.start)"), ("out", "\(span.end - 1)")], filters)
  }

  /// Of the song's frames; MLT counts what belongs to an entry as the file is counted.
  private static func fades(_ film: Film, of song: FrameSpan) -> [XMLText] {
    guard let soundtrack = film.timeline.soundtrack else { return [] }
    let lengths = [soundtrack.fadeIn, soundtrack.fadeOut].map {
      min($0.frame(at: film.timeline.frameRate), song.count)
    }
    let coming = FrameSpan(start: song.start, count: lengths[0])
    let going = FrameSpan(start: song.end - lengths[1], count: lengths[1])
    return [(coming, "fadein"), (going, "fadeout")].filter { $0.0.count > 0 }
      .map { frames, name in
        XMLText(
          "filter", [("in", "\(frames.start)"), ("out", "\(frames.end - 1)")],
          [
            .property("mlt_service", "volume"), .property("kdenlive_id", name),
            .property("gain", name == "fadein" ? "0" : "1"),
            .property("end", name == "fadein" ? "1" : "0"),
          ])
      }
  }

  // MARK: The film

  private static func tractor(
    _ film: Film, _ tracks: [Track], _ changes: [ABRoll.Change]
  ) -> XMLText {
    let background = XMLText("track", [("producer", "black_track")])
    let references = tracks.map {
      // Pictures are silent even where the footage is heard: that has a track of its own.
      XMLText("track", [("producer", $0.id), ("hide", $0.isSound ? "video" : "audio")])
    }
    let sounds = tracks.indices.filter { tracks[$0].isSound }
    let upper = tracks.count
    return XMLText(
      "tractor",
      [
        ("id", "film"), ("global_feed", "1"), ("in", "0"),
        ("out", "\(film.timeline.frameCount - 1)"),
      ],
      [XMLText.property("shotcut", "1")] + markers(film) + [background] + references
        + sounds.map { mix($0 + 1) }
        + changes.map { change($0, upper: upper) })
  }

  /// Adds a track's sound to what is heard already.
  private static func mix(_ track: Int) -> XMLText {
    XMLText(
      "transition", [],
      [
        .property("a_track", "0"), .property("b_track", "\(track)"),
        .property("mlt_service", "mix"), .property("kdenlive_id", "mix"),
        .property("internal_added", "237"), .property("always_active", "1"),
        .property("accepts_blanks", "1"), .property("sum", "1"),
      ])
  }

  private static func change(_ change: ABRoll.Change, upper: Int) -> XMLText {
    XMLText(
      "transition", [("in", "\(change.frames.start)"), ("out", "\(change.frames.end - 1)")],
      [
        .property("a_track", "\(upper - 1)"), .property("b_track", "\(upper)"),
        .property("mlt_service", "luma"), .property("kdenlive_id", "dissolve"),
        .property("reverse", change.isUpward ? "0" : "1"), .property("progressive", "1"),
      ])
  }

  /// Beats as Shotcut keeps them.
  private static func markers(_ film: Film) -> [XMLText] {
    guard !film.beatFrames.isEmpty else { return [] }
    let markers = film.beatFrames.enumerated().map { index, frame in
      XMLText(
        "properties", [("name", "\(index)")],
        [
          .property("text", "beat \(index + 1)"), .property("start", "\(frame)"),
          .property("end", "\(frame)"), .property("color", "#00ffff"),
        ])
    }
    return [XMLText("properties", [("name", "shotcut:markers")], markers)]
  }
}

extension XMLText {
  /// One setting of a service in MLT.
  static func property(_ name: String, _ value: String) -> XMLText {
    XMLText("property", [("name", name)], text: value)
  }
}
