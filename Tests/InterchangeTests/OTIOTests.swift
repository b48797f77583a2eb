// SPDX-License-Identifier: GPL-3.0-or-later

internal import Foundation
internal import Interchange
internal import Media
internal import Testing

struct OTIOTests {
  /// The document as a reader sees it.
  private func read(_ film: Film) throws -> [String: Any] {
    let data = Data(OTIO.document(film).utf8)
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  private func tracks(_ film: Film) throws -> [[String: Any]] {
    let stack = try #require(try read(film)["tracks"] as? [String: Any])
    #expect(stack["name"] as? String == "tracks")
    return try #require(stack["children"] as? [[String: Any]])
  }

  private func clips(_ track: [String: Any]) throws -> [[String: Any]] {
    try #require(track["children"] as? [[String: Any]])
  }

  private func time(_ item: [String: Any], _ range: String, _ part: String) throws -> (
    Double, Double
  ) {
    let range = try #require(item[range] as? [String: Any])
    let time = try #require(range[part] as? [String: Any])
    return (try #require(time["value"] as? Double), try #require(time["rate"] as? Double))
  }

  @Test func `the document is as it was read and approved`() throws {
    #expect(try Golden.matches(OTIO.document(Films.film()), "film.otio"))
  }

  @Test(arguments: [Rational(30), Rational(25), Rational(30000, 1001), Rational(24000, 1001)])
  func `clip lengths are whole frames and add up to the film`(rate: Rational) throws {
    let film = try Films.film(rate: rate)
    var sum = 0.0
    for clip in try clips(try tracks(film)[0]) {
      let (value, ticks) = try time(clip, "source_range", "duration")
      #expect(value == value.rounded())
      #expect(abs(ticks - rate.value) < 1e-9)
      sum += value
    }
    #expect(Int(sum) == film.timeline.frameCount)
  }

  @Test func `transitions stand between clips, whose lengths stay`() throws {
    let film = try Films.softFilm()
    let children = try clips(try tracks(film)[0])
    let schemas = children.map { $0["OTIO_SCHEMA"] as? String }
    #expect(schemas == ["Clip.1", "Transition.1", "Clip.1", "Transition.1", "Clip.1"])
    let lengths = try children.filter { $0["source_range"] != nil }
      .map { try time($0, "source_range", "duration").0 }
    #expect(Int(lengths.reduce(0, +)) == film.timeline.frameCount)
    let dissolve = children[1]
    #expect(dissolve["transition_type"] as? String == "SMPTE_Dissolve")
    #expect(children[3]["transition_type"] as? String == "Custom_Transition")
    let offsets = ["in_offset", "out_offset"].map {
      (dissolve[$0] as? [String: Any])?["value"] as? Double
    }
    #expect(offsets == [4, 8])
  }

  @Test func `the song starts at its exact sample`() throws {
    let track = try tracks(try Films.film())[1]
    #expect(track["kind"] as? String == "Audio")
    let (value, rate) = try time(try clips(track)[0], "source_range", "start_time")
    #expect(value == 1_323_001)
    #expect(rate == 44_100)
  }

  @Test func `media are relative references, percent-encoded`() throws {
    let clip = try clips(try tracks(try Films.film())[0])[1]
    let reference = try #require(clip["media_reference"] as? [String: Any])
    let target = try #require(reference["target_url"] as? String)
    #expect(target == "../Tag%201/%3Cb%3E%22Gletscher%22%20%26%20%C3%84rger%27s%20100%25.mov")
    #expect(target.removingPercentEncoding == "../Tag 1/<b>\"Gletscher\" & Ärger's 100%.mov")
    let (frames, _) = try time(reference, "available_range", "duration")
    #expect(frames == 209)
  }

  @Test func `a clip with a proxy has two references, of which the original is active`() throws {
    var film = try Films.film()
    film.proxies[60] = Proxy(
      path: "/srv/c\u{E4}che 1/0f.mp4", frames: FrameSpan(start: -24, count: 96))
    let all = try clips(try tracks(film)[0])
    #expect(all.map { $0["OTIO_SCHEMA"] as? String } == ["Clip.1", "Clip.2", "Clip.1"])
    #expect(all[1]["media_reference"] == nil)
    #expect(all[1]["active_media_reference_key"] as? String == "DEFAULT_MEDIA")
    let references = try #require(all[1]["media_references"] as? [String: [String: Any]])
    #expect(references.keys.sorted() == ["DEFAULT_MEDIA", "proxy"])
    let plain = try clips(try tracks(try Films.film())[0])[1]
    let original = try #require(plain["media_reference"] as? NSDictionary)
    #expect(original.isEqual(references["DEFAULT_MEDIA"]))
    let proxy = try #require(references["proxy"])
    #expect(proxy["target_url"] as? String == "file:///srv/c%C3%A4che%201/0f.mp4")
    #expect(try time(proxy, "available_range", "start_time").0 == -24)
    #expect(try time(proxy, "available_range", "duration").0 == 96)
  }

  @Test func `own sound has no proxy`() throws {
    var film = try Films.film(heard: .original)
    film.proxies[0] = Proxy(path: "/p.mp4", frames: FrameSpan(start: 0, count: 96))
    let schemas = try tracks(film).map { try clips($0)[0]["OTIO_SCHEMA"] as? String }
    #expect(schemas == ["Clip.2", "Clip.1"])
  }

  @Test func `plan, reason and score stand under our name`() throws {
    let film = try Films.film()
    let own =
      try #require(try read(film)["metadata"] as? [String: Any])["montaged"] as? [String: Any]
    #expect(own?["plan"] as? String == film.planID)
    let clip = try clips(try tracks(film)[0])[0]
    let metadata = try #require(clip["metadata"] as? [String: Any])["montaged"] as? [String: Any]
    #expect(metadata?["score"] as? Double == 0.62)
    #expect(metadata?["reason"] as? String == film.timeline.clips[0].reason)
  }

  @Test func `names with control characters stay valid JSON`() throws {
    var film = try Films.film()
    film.name = "a\u{1}\"\\\n\r\t\u{1f}ü🎬"
    #expect(try read(film)["name"] as? String == film.name)
  }

  @Test(arguments: [(FilmSound.music, 1, 0), (.duck, 1, 3), (.original, 0, 3)])
  func `own sound has a track of its own, and music that is not heard has none`(
    sound: FilmSound, songs: Int, own: Int
  ) throws {
    let text = OTIO.document(try Films.film(heard: sound))
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let stack = try #require(document["tracks"] as? [String: Any])
    let tracks = try #require(stack["children"] as? [[String: Any]])
    func count(_ name: String) -> Int {
      tracks.filter { $0["name"] as? String == name }
        .reduce(0) { $0 + (($1["children"] as? [Any])?.count ?? 0) }
    }
    #expect(count("Video") == 3)
    #expect(count("Audio") == songs)
    #expect(count("Original sound") == own)
  }

  @Test func `footage without sound leaves gaps of its length on the track of sound`() throws {
    var film = try Films.film(heard: .original)
    film.mute = [Films.first]
    let own = try clips(try tracks(film)[1])
    #expect(own.map { $0["OTIO_SCHEMA"] as? String } == ["Gap.1", "Clip.1", "Gap.1"])
    #expect(try own.map { try time($0, "source_range", "duration").0 } == [60, 45, 75])
  }
}
