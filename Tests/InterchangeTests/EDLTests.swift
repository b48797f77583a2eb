// SPDX-License-Identifier: GPL-3.0-or-later

internal import Interchange
internal import Media
internal import Testing

struct EDLTests {
  @Test func `the list is as it was read and approved`() throws {
    #expect(try Golden.matches(EDL.document(Films.film()), "film.edl"))
    #expect(try Golden.matches(EDL.document(Films.film(rate: Rational(25))), "film-25.edl"))
  }

  @Test func `events follow each other without a gap`() throws {
    let lines = EDL.document(try Films.film()).split(separator: "\n")
    let events = lines.filter { $0.first?.isNumber ?? false && $0.contains(" V ") }
      .map { $0.split(separator: " ").map(String.init) }
    #expect(events.count == 3)
    #expect(events[0][6] == "01:00:00;00")
    for (before, after) in zip(events, events.dropFirst()) { #expect(before[7] == after[6]) }
  }

  @Test func `dissolves and dips are events in two lines, and the list still adds up`() throws {
    let lines = EDL.document(try Films.softFilm()).split(separator: "\n")
      .filter { $0.first?.isNumber ?? false && $0.contains(" V ") }.map(String.init)
    #expect(
      lines == [
        "001  GX010023 V     C        00:00:01:10 00:00:03:16 01:00:00:00 01:00:02:06",
        "002  GX010023 V     C        00:00:03:16 00:00:03:16 01:00:02:06 01:00:02:06",
        "002  BGLETSCH V     D    012 00:00:00:16 00:00:02:09 01:00:02:06 01:00:03:24",
        "003  BGLETSCH V     C        00:00:02:09 00:00:02:09 01:00:03:24 01:00:03:24",
        "003  BL       V     D    006 00:00:00:00 00:00:00:06 01:00:03:24 01:00:04:05",
        "004  BL       V     C        00:00:00:00 00:00:00:00 01:00:04:05 01:00:04:05",
        "004  GX010023 V     D    006 00:01:12:23 00:01:15:23 01:00:04:05 01:00:07:05",
      ])
  }

  @Test func `files whose names begin alike get reels of their own`() throws {
    let clips = (0..<12).map { index in
      Clip(
        content: ContentKey("k\(index)"), source: FrameSpan(start: 0, count: 10),
        timelineStart: index * 10)
    }
    let files = (0..<12).map { MediaFile(content: ContentKey("k\($0)"), path: "holiday \($0).mp4") }
    let film = Film(
      name: "x\ny", planID: "",
      timeline: try Timeline(frameRate: Rational(25), clips: clips, soundtrack: nil), sources: files
    )
    let list = EDL.document(film)
    let reels = list.split(separator: "\n").filter { $0.first?.isNumber ?? false }
      .map { $0.split(separator: " ")[1] }
    #expect(Set(reels).count == 12)
    #expect(reels.allSatisfy { $0.count <= 8 })
    #expect(list.hasPrefix("TITLE: x y\n"))
  }

  @Test(arguments: [
    (FilmSound.music, ["V", "V", "V", "A"]), (.duck, ["B", "B", "B", "A2"]),
    (.original, ["B", "B", "B"]),
  ])
  func `tracks say what is heard`(sound: FilmSound, tracks: [String]) throws {
    let lines = EDL.document(try Films.film(heard: sound)).split(separator: "\n")
    let events = lines.filter { $0.first?.isNumber == true }
    #expect(events.map { String($0.split(separator: " ")[2]) } == tracks)
    // All columns stand where the format has them.
    #expect(events.allSatisfy { $0.dropFirst(20).hasPrefix("C        0") })
  }
}
