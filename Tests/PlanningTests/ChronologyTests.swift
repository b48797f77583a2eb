// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
@testable import Planning
internal import Testing

struct ChronologyTests {
  private func recording(
    _ name: String, _ time: String?, _ zone: CaptureTime.Zone = .unknown, correction: Int64 = 0
  ) -> Recording {
    Recording(
      content: ContentKey(name), captured: time.flatMap { CaptureTime($0, zone: zone) },
      path: name, correction: correction)
  }

  private func names(_ recordings: [Recording], home: Int = 0) -> [String] {
    Chronology(of: recordings) { _ in home }.order.map { recordings[$0].content.text }
  }

  @Test func `a camera's local time and a phone's UTC meet in the zone that another phone names`() {
    let recordings = [
      recording("android", "2026-07-01T10:30:00Z", .universal),
      recording("gopro", "2026-07-01T12:15:00Z"),
      recording("iphone", "2026-07-01T12:00:00+0200"),
    ]
    #expect(names(recordings, home: -300) == ["iphone", "gopro", "android"])
    let chronology = Chronology(of: recordings) { _ in 0 }
    #expect(chronology.times[0] - chronology.times[1] == 15 * 60_000)
  }

  @Test func `without such a phone, home tells the zone, where it matters at all`() {
    let recordings = [
      recording("android", "2026-07-01T10:30:00Z", .universal),
      recording("gopro", "2026-07-01T12:15:00Z"),
    ]
    #expect(names(recordings, home: 120) == ["gopro", "android"])
    #expect(names(recordings, home: 0) == ["android", "gopro"])
    let phones = [recordings[0], recording("written", "2026-07-01T10:00:00", .written)]
    #expect(Chronology(of: phones) { _ in 120 } == Chronology(of: phones) { _ in 0 })
  }

  @Test func `the zone of the nearest recording counts on a journey`() {
    let recordings = [
      recording("home", "2026-07-01T08:00:00+0200"), recording("far", "2026-07-02T08:00:00+0900"),
      recording("gopro", "2026-07-02T09:30:00Z"),
      recording("android", "2026-07-02T00:00:00Z", .universal),
    ]
    #expect(names(recordings) == ["home", "far", "android", "gopro"])
  }

  @Test func `a clock that the user corrects is corrected, and what has no time comes last`() {
    let recordings = [
      recording("a", nil), recording("b", "2026-07-01T12:00:00", correction: 3_600_000),
      recording("c", "2026-07-01T12:30:00"),
    ]
    #expect(names(recordings) == ["c", "b", "a"])
  }

  @Test func `times of writing count, unless a copy wrote faster than the clips last`() {
    func written(_ name: String, _ second: Int, lasting duration: Int64) -> Recording {
      Recording(
        content: ContentKey(name),
        captured: CaptureTime(reading: 1_795_269_792_000 + Int64(second) * 1000, zone: .written),
        path: name, duration: duration)
    }
    let spread = [written("c", 0, lasting: 9000), written("a", 40, lasting: 9000)]
    #expect(names(spread) == ["c", "a"])
    // One camera beside another is no copy.
    let third = written("b", 42, lasting: 9000)
    #expect(names(spread + [third]) == ["c", "a", "b"])
    let burst = ["c", "b", "a"].enumerated().map { written($1, $0, lasting: 9000) }
    #expect(names(burst) == ["a", "b", "c"])
    let dated = recording("d", "2026-07-01T12:00:00")
    #expect(names(burst + [dated]) == ["d", "a", "b", "c"])
    #expect(names([written("a", 0, lasting: 9000), dated]) == ["d", "a"])
  }

  @Test(arguments: [
    ["100GOPRO/GX010023.MP4", "100GOPRO/GX020023.MP4", "100GOPRO/GX030023.MP4"],
    ["GOPR0023.MP4", "GP010023.MP4", "GP020023.MP4"],
    ["gh010023.mp4", "gh020023.mp4", "gh030023.mp4"],
  ])
  func `chapters stay together, in order`(chapters: [String]) {
    // As cameras do it: every chapter has the time of the first, or they are even out of order.
    let between = recording("clip.mp4", "2026-07-01T12:05:00")
    for times in [["12:00:00", "12:00:00", "12:00:00"], ["12:00:00", "12:20:00", "12:10:00"]] {
      let recordings = zip(chapters, times).map { recording($0, "2026-07-01T\($1)") }
      #expect(names(recordings.reversed() + [between]) == chapters + ["clip.mp4"])
    }
  }

  @Test(arguments: [
    "GX01002.MP4", "GXAA0023.MP4", "IMG_0023.MOV", "GX0100234.MP4", "AB010023.MP4", "",
  ])
  func `other names are no chapters`(name: String) {
    #expect(Recording.Chapter(path: name) == nil)
  }
}
