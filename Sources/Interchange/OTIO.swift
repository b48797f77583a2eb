// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// OpenTimelineIO documents: exact frame counts at the film's rate, media by relative references.
///
/// A clip of which an encoded copy is kept offers that as a second reference, `proxy`, which is not the active one.
package enum OTIO {
  /// A film as `Timeline.1` with one video track, one audio track for music, and one for the footage's own sound
  /// where it is heard.
  package static func document(_ film: Film) -> String {
    let timeline = film.timeline
    var tracks = [track("Video", kind: "Video", children: pictures(film))]
    if let soundtrack = timeline.soundtrack {
      if soundtrack.sound != .original {
        tracks.append(track("Audio", kind: "Audio", children: [song(soundtrack, film)]))
      }
      if soundtrack.sound != .music {
        let own = timeline.clips.map {
          film.mute.contains($0.content) ? gap($0, film) : clip($0, film, proxy: nil)
        }
        tracks.append(track("Original sound", kind: "Audio", children: own))
      }
    }
    let stack = object(
      "Stack.1", name: "tracks",
      [
        ("source_range", .null), ("effects", .array([])),
        (
          "markers",
          .array(film.beatFrames.enumerated().map { marker($0, at: $1, timeline.frameRate) })
        ),
        ("children", .array(tracks)),
      ])
    let document = object(
      "Timeline.1", name: film.name,
      metadata: [("plan", .text(film.planID)), ("rate", .text(timeline.frameRate.description))],
      [("global_start_time", .null), ("tracks", stack)])
    return document.rendered + "\n"
  }

  // MARK: Items

  /// Clips as they are cut, and between two of them what softens the cut; lengths stay whole.
  private static func pictures(_ film: Film) -> [JSONText] {
    film.timeline.clips.flatMap { clip in
      let transition = film.timeline.transitions.first { $0.cut == clip.timelineStart }
      let item = self.clip(clip, film, proxy: film.proxies[clip.timelineStart])
      return [transition.map { self.transition($0, film) }, item].compactMap(\.self)
    }
  }

  private static func transition(_ transition: Transition, _ film: Film) -> JSONText {
    let rate = film.timeline.frameRate
    return object(
      "Transition.1", name: transition.kind.rawValue,
      [
        ("in_offset", time(transition.before, rate)), ("out_offset", time(transition.after, rate)),
        (
          "transition_type",
          .text(transition.kind == .dissolve ? "SMPTE_Dissolve" : "Custom_Transition")
        ),
      ])
  }

  private static func clip(_ clip: Clip, _ film: Film, proxy: Proxy?) -> JSONText {
    let rate = film.timeline.frameRate
    let file = film.file(clip.content)
    let available = file.duration.map { $0.frame(at: rate, rounding: .down) }
    let original = reference(file, available.map { range(start: 0, count: $0, rate) })
    let media: [(String, JSONText)] =
      if let proxy {
        [
          (
            "media_references",
            .object([("DEFAULT_MEDIA", original), ("proxy", reference(proxy, rate))])
          ),
          ("active_media_reference_key", .text("DEFAULT_MEDIA")),
        ]
      } else {
        [("media_reference", original)]
      }
    return object(
      // Readers that know no second reference still read the clips that have none.
      proxy == nil ? "Clip.1" : "Clip.2", name: file.name,
      metadata: [
        ("reason", .text(clip.reason)), ("score", .number(clip.score)),
        ("content", .text(clip.content.text)), ("timeline_start", .integer(clip.timelineStart)),
      ],
      [
        ("source_range", range(start: clip.source.start, count: clip.source.count, rate)),
        ("effects", .array([])), ("markers", .array([])),
      ] + media)
  }

  /// As long as the clip, in place of sound that it does not have.
  private static func gap(_ clip: Clip, _ film: Film) -> JSONText {
    let length = range(start: 0, count: clip.source.count, film.timeline.frameRate)
    return object(
      "Gap.1", name: "",
      [("source_range", length), ("effects", .array([])), ("markers", .array([]))])
  }

  /// The song keeps its own time base, so that its start is exact.
  private static func song(_ soundtrack: Soundtrack, _ film: Film) -> JSONText {
    let base = soundtrack.start.timebase
    let ticks = base.inverse
    let length = film.timeline.duration.rescaled(to: base).ticks
    let file = film.file(soundtrack.content)
    let available = file.duration.map { $0.rescaled(to: base).ticks }
    return object(
      "Clip.1", name: file.name,
      metadata: [
        ("content", .text(soundtrack.content.text)),
        ("fade_out_seconds", .number(soundtrack.fadeOut.seconds)),
      ],
      [
        ("source_range", range(start: Int(soundtrack.start.ticks), count: Int(length), ticks)),
        ("effects", .array([])), ("markers", .array([])),
        (
          "media_reference",
          reference(file, available.map { range(start: 0, count: Int($0), ticks) })
        ),
      ])
  }

  private static func track(_ name: String, kind: String, children: [JSONText]) -> JSONText {
    object(
      "Track.1", name: name,
      [
        ("kind", .text(kind)), ("source_range", .null), ("effects", .array([])),
        ("markers", .array([])), ("children", .array(children)),
      ])
  }

  private static func reference(_ file: MediaFile, _ available: JSONText?) -> JSONText {
    object(
      "ExternalReference.1", name: file.name,
      [
        ("available_range", available ?? .null),
        ("target_url", .text(RelativeURL.encoded(file.path))),
      ])
  }

  /// Counted as the source is, so that the clip's range holds for both.
  private static func reference(_ proxy: Proxy, _ rate: Rational) -> JSONText {
    object(
      "ExternalReference.1", name: "proxy",
      [
        ("available_range", range(start: proxy.frames.start, count: proxy.frames.count, rate)),
        ("target_url", .text("file://" + RelativeURL.encoded(proxy.path))),
      ])
  }

  private static func marker(_ index: Int, at frame: Int, _ rate: Rational) -> JSONText {
    object(
      "Marker.2", name: "beat \(index + 1)",
      [("color", .text("CYAN")), ("marked_range", range(start: frame, count: 0, rate))])
  }

  // MARK: Values

  private static func range(start: Int, count: Int, _ rate: Rational) -> JSONText {
    .object([
      ("OTIO_SCHEMA", .text("TimeRange.1")), ("start_time", time(start, rate)),
      ("duration", time(count, rate)),
    ])
  }

  private static func time(_ value: Int, _ rate: Rational) -> JSONText {
    .object([
      ("OTIO_SCHEMA", .text("RationalTime.1")), ("rate", .number(rate.value)),
      ("value", .number(Double(value))),
    ])
  }

  /// Our own metadata stands under our name, as OpenTimelineIO asks.
  private static func object(
    _ schema: String, name: String, metadata: [(String, JSONText)] = [],
    _ members: [(String, JSONText)]
  ) -> JSONText {
    let own: [(String, JSONText)] = metadata.isEmpty ? [] : [("montaged", .object(metadata))]
    return .object(
      [("OTIO_SCHEMA", .text(schema)), ("name", .text(name)), ("metadata", .object(own))] + members)
  }
}
