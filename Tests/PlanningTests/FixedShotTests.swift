// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
@testable import Planning
internal import PlanningExamples
internal import Testing

struct FixedShotTests {
  private let music = Songs.steady(bpm: 120, seconds: 60, energies: [0.4, 0.6, 0.5])
  private let sources = Files.files(60, seconds: 20)

  private func shot(_ start: Int, _ count: Int, from first: Int = 0) -> FixedShot {
    FixedShot(
      content: ContentKey("f0001"), source: FrameSpan(start: first, count: count), start: start)
  }

  private func fixed(_ clips: [Clip]) -> [FixedShot] {
    clips.map { FixedShot(content: $0.content, source: $0.source, start: $0.timelineStart) }
  }

  @Test func `shots end where the next begins, and where the film ends`() {
    let shots = [shot(50, 30), shot(0, 60), shot(95, 20), shot(100, 5)]
    #expect(shots.within(100) == [shot(0, 50), shot(50, 30), shot(95, 5)])
    #expect([shot(10, 0)].within(100).isEmpty)
  }

  @Test func `a shot goes on into a gap, as far as its source does and no other shot shows it`() {
    let shots = [shot(0, 20), shot(50, 20, from: 30), shot(90, 10, from: 100)]
    let stretched = shots.stretched(to: 150, lengths: [ContentKey("f0001"): 130])
    #expect(stretched == [shot(0, 30), shot(50, 40, from: 30), shot(90, 30, from: 100)])
  }

  @Test func `gaps are cut where the film would be, if that leaves no flash`() {
    let shots = [shot(0, 20), shot(80, 30), shot(130, 20)]
    let gaps = shots.gaps(in: 190, cuts: [10, 25, 40, 60, 75, 90, 120, 170], shortest: 8)
    #expect(gaps.map(\.start) == [20, 40, 60, 110, 150, 170])
    #expect(gaps.map(\.end) == [40, 60, 80, 130, 170, 190])
    #expect([FixedShot]().gaps(in: 50, cuts: [30], shortest: 8).map(\.end) == [30, 50])
  }

  @Test(arguments: [0, 7, 14], [ShotOrder.story, .best])
  func `one line taken out changes one line of the plan`(place: Int, order: ShotOrder) throws {
    var request = PlanRequest.example(music, sources, order: order)
    let before = try Planner.plan(request).timeline.clips
    var rest = before
    let gone = rest.remove(at: place)
    request.fixed = fixed(rest)
    let after = try Planner.plan(request)
    #expect(after.timeline.clips.count == before.count)
    for (old, new) in zip(before, after.timeline.clips)
    where old.timelineStart != gone.timelineStart {
      #expect(old.content == new.content && old.source == new.source)
      #expect(new.reason == "as the cut list says")
    }
    #expect(after.timeline.clips[place].timelineStart == gone.timelineStart)
    #expect(Look.repeats(after).isEmpty)
  }

  @Test func `the whole film as it was, and footage that is not shown twice`() throws {
    var request = PlanRequest.example(music, sources)
    let before = try Planner.plan(request)
    request.fixed = fixed(before.timeline.clips)
    let after = try Planner.plan(request)
    #expect(after.planID == before.planID)
    #expect(after.unused.map(\.name) == before.unused.map(\.name))
    // A source of which all is shown has nothing left.
    request.sources = [sources[0], sources[1]]
    request.fixed = [
      FixedShot(content: sources[0].content, source: FrameSpan(start: 0, count: 590), start: 0)
    ]
    let other = try Planner.plan(request)
    #expect(Look.repeats(other).isEmpty)
    #expect(other.timeline.clips.count { $0.content == sources[0].content } == 1)
  }
}
