// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import Testing

struct TimelineTests {
  private func clip(_ start: Int, _ count: Int, from source: Int = 0) -> Clip {
    Clip(
      content: ContentKey("a"), source: FrameSpan(start: source, count: count), timelineStart: start
    )
  }

  private func timeline(_ clips: [Clip]) throws(TimelineFault) -> Timeline {
    try Timeline(frameRate: Rational(30), clips: clips, soundtrack: nil)
  }

  @Test func `clips follow each other on whole frames`() throws {
    let film = try timeline([clip(0, 30), clip(30, 1, from: 500), clip(31, 14)])
    #expect(film.frameCount == 45)
    #expect(film.cuts == [30, 31])
    #expect(film.duration == MediaTime(seconds: 1.5))
  }

  @Test func `a film without clips is empty`() throws {
    let film = try timeline([])
    #expect(film.frameCount == 0)
    #expect(film.cuts.isEmpty)
    #expect(film.duration == .zero)
  }

  @Test func `one clip has no cut`() throws {
    #expect(try timeline([clip(0, 9)]).cuts.isEmpty)
  }

  @Test(arguments: [29, 31, 0, -30])
  func `a gap or an overlap is refused with the clip's number`(start: Int) {
    #expect(throws: TimelineFault.gap(1)) { try timeline([clip(0, 30), clip(start, 30)]) }
  }

  @Test func `a film starts at its first frame`() {
    #expect(throws: TimelineFault.gap(0)) { try timeline([clip(1, 30)]) }
  }

  @Test(arguments: [(0, 0), (0, -1), (-1, 30)])
  func `a clip has frames, and its source has them`(source: Int, count: Int) {
    #expect(throws: TimelineFault.emptyClip(0)) { try timeline([clip(0, count, from: source)]) }
  }

  @Test func `JSON keeps a film`() throws {
    let film = try Timeline(
      frameRate: Rational(30_000, 1001), clips: [clip(0, 30), clip(30, 3)],
      soundtrack: Soundtrack(
        content: ContentKey("s"), start: MediaTime(seconds: 12), fadeOut: MediaTime(seconds: 0.5)))
    #expect(try Coding.roundTrip(film) == film)
  }

  @Test func `JSON of a film with a gap is refused`() throws {
    let json = try Coding.json(timeline([clip(0, 30), clip(30, 3)]))
    #expect(!Coding.refuses(Timeline.self, json))
    #expect(Coding.refuses(Timeline.self, json.replacing(":30,\"start", with: ":29,\"start")))
    #expect(
      Coding.refuses(
        Timeline.self, json.replacing("timelineStart\":30", with: "timelineStart\":31")))
    #expect(Coding.refuses(Timeline.self, json.replacing("\"clips\"", with: "\"other\"")))
  }

  @Test(arguments: [
    (29, 4, 4), (30, 0, 0), (30, -1, 8), (30, 11, 4), (30, 4, 21), (50, 4, 4), (0, 4, 4),
  ])
  func `a transition stands at a cut and keeps within its clips`(
    cut: Int, before: Int, after: Int
  ) throws {
    let clips = [clip(0, 30, from: 5), clip(30, 20, from: 10)]
    func film(_ transition: Transition) throws(TimelineFault) -> Timeline {
      try Timeline(
        frameRate: Rational(30), clips: clips, soundtrack: nil, transitions: [transition])
    }
    let good = try film(Transition(cut: 30, kind: .dissolve, before: 10, after: 20))
    #expect(good.frameCount == 50 && good.cuts == [30])
    #expect(try Coding.roundTrip(good) == good)
    #expect(throws: TimelineFault.transition(0)) {
      try film(Transition(cut: cut, kind: .dissolve, before: before, after: after))
    }
    // What comes before the in-point is not seen in a dip.
    #expect(throws: Never.self) {
      try film(Transition(cut: 30, kind: .dip, before: 11, after: 4))
    }
  }

  @Test func `two transitions do not share frames`() throws {
    let clips = [clip(0, 30), clip(30, 10, from: 50), clip(40, 30, from: 90)]
    func film(_ after: Int, _ before: Int) throws(TimelineFault) -> Timeline {
      try Timeline(
        frameRate: Rational(30), clips: clips, soundtrack: nil,
        transitions: [
          Transition(cut: 30, kind: .dissolve, before: 4, after: after),
          Transition(cut: 40, kind: .dip, before: before, after: 4),
        ])
    }
    #expect(try film(5, 5).transitions.count == 2)
    #expect(throws: TimelineFault.transition(1)) { try film(6, 5) }
  }
}
