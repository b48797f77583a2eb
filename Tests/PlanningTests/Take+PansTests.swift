// SPDX-License-Identifier: GPL-3.0-or-later

import Media
import PlanningExamples
import Testing

@testable import Planning

struct TakePansTests {
  private func take(pans: [FrameSpan]) -> Take {
    Take(
      source: 0, shot: 0, span: FrameSpan(start: 100, count: 120), score: 1, tier: .good,
      group: 0, pans: pans)
  }

  @Test(arguments: [
    (100, 40, false), (100, 60, true), (100, 100, false), (130, 20, true), (150, 60, true),
    (180, 40, false),
  ])
  func `a cut in the middle of a pan is told`(start: Int, count: Int, cuts: Bool) {
    let take = take(pans: [FrameSpan(start: 140, count: 40)])
    #expect(take.cutsPan(FrameSpan(start: start, count: count)) == cuts)
  }

  @Test func `a stretch moves to where it cuts none, as near as it can`() {
    let take = take(pans: [FrameSpan(start: 140, count: 40)])
    func start(_ count: Int, near wanted: Int) -> Int? {
      take.starts(cuttingNoPan: count, spare: (120 - count) / 12, grid: 12)
        .min { abs($0 - wanted) < abs($1 - wanted) }
    }
    #expect(start(40, near: 100) == 100)
    #expect(start(60, near: 100) == 124)
    #expect(start(30, near: 160) == 184)
    #expect(start(110, near: 100) == 100)
    // What is there shows half a turn in any case.
    #expect(
      self.take(pans: [FrameSpan(start: 90, count: 200)])
        .starts(cuttingNoPan: 60, spare: 5, grid: 12).isEmpty)
  }

  @Test func `pans are known without their ends, and a shot that is all pan has none`() throws {
    var file = Files.file(0, shots: [10, 3])
    file.analysis.shots[0].pans = [range(4, 6)]
    file.analysis.shots[1].pans = [range(10.1, 12.9)]
    let takes = Take.all(
      of: [file], rate: Rational(30), groups: [[0, 1]],
      rules: TakeRules(shortest: 8, longest: 600))
    #expect(takes.map(\.pans) == [[FrameSpan(start: 126, count: 48)], []])
  }

  @Test func `no film cuts in a pan where it can be helped`() throws {
    let song = Songs.steady(bpm: 120, seconds: 30)
    let files = (0..<20).map { number in
      var file = Files.file(number, shots: [9])
      file.analysis.shots[0].pans = [range(2, 5)]
      return file
    }
    let plan = try Planner.plan(.example(song, files))
    #expect(plan.timeline.clips.count > 10)
    for clip in plan.timeline.clips {
      // 2 to 5 s but for the ease of a fifth of a second.
      let middle = 66..<144
      #expect(!middle.dropFirst().contains(clip.source.start))
      #expect(!middle.dropFirst().contains(clip.source.end))
    }
  }

  private func range(_ start: Double, _ end: Double) -> TimeRange {
    TimeRange(start: MediaTime(seconds: start), end: MediaTime(seconds: end))
  }
}
