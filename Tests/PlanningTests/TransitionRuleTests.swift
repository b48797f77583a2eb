// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
@testable internal import Planning
internal import PlanningExamples
internal import Testing

struct TransitionRuleTests {
  private func plan(
    _ style: TransitionStyle, _ sources: [SourceFootage], bpm: Double = 120,
    energies: [Double] = [0.5]
  ) throws -> Plan {
    let beats = stride(from: 0.0, to: 16, by: 60 / bpm).map(\.self)
    var request = PlanRequest.example(
      Songs.song(beats: beats, seconds: 16, energies: energies), sources)
    request.transitions = style
    return try Planner.plan(request)
  }

  private let long = Files.files(8, seconds: 8)

  @Test(arguments: TransitionStyle.allCases)
  func `neither length nor cuts nor clips depend on transitions`(style: TransitionStyle) throws {
    let hard = try plan(.cut, long)
    let soft = try plan(style, long)
    #expect(soft.timeline.clips == hard.timeline.clips)
    #expect(soft.timeline.frameCount == hard.timeline.frameCount)
    #expect(soft.accuracy == hard.accuracy)
    #expect(hard.timeline.transitions.isEmpty)
    #expect((soft.planID == hard.planID) == soft.timeline.transitions.isEmpty)
  }

  @Test(arguments: [(120.0, 8), (60, 15), (30, 24)])
  func `a dissolve lasts half a beat, within bounds`(bpm: Double, frames: Int) throws {
    let timeline = try plan(.dissolve, long, bpm: bpm).timeline
    #expect(!timeline.cuts.isEmpty)
    #expect(timeline.transitions.map(\.cut) == timeline.cuts)
    #expect(timeline.transitions.allSatisfy { $0.frameCount == frames && $0.kind == .dissolve })
  }

  @Test func `a dissolve shows nothing beyond its shots`() throws {
    let sources = Files.files(6, seconds: 3) + [Files.file(7, shots: [2, 2, 2, 2])]
    let plan = try plan(.dissolve, sources)
    let spans = sources.reduce(into: [:]) { spans, source in
      spans[source.content] = source.usableSpans(rate: Rational(30), isThrifty: true)
        .flatMap(\.self)
    }
    for (old, new) in zip(plan.timeline.clips, plan.timeline.clips.dropFirst()) {
      guard let found = plan.timeline.transitions.first(where: { $0.cut == new.timelineStart })
      else { continue }
      #expect(found.frameCount >= 4)
      #expect(
        spans[old.content]?.contains {
          $0.start <= old.source.start && $0.end >= old.source.end + found.after
        } == true)
      #expect(
        spans[new.content]?.contains {
          $0.start <= new.source.start - found.before && $0.end >= new.source.end
        } == true)
    }
  }

  @Test func `shots used up leave hard cuts, and the plan says so`() throws {
    let clips = [0, 1].map { index in
      Clip(
        content: ContentKey(["f0000", "f0001"][index]), source: FrameSpan(start: 15, count: 60),
        timelineStart: index * 60)
    }
    func found(_ seconds: Double, _ style: TransitionStyle) -> (Transition?, Int) {
      let song = Songs.song(beats: stride(from: 0.0, to: 16, by: 0.5).map(\.self), seconds: 16)
      let window = MusicWindow(of: song, length: .wholeSong, rate: Rational(30))
      let grid = BeatGrid(song, window: window, rate: Rational(30))
      let rule = TransitionRule(style, grid: grid, sources: Files.files(2, seconds: seconds))
      let (all, missing) = rule.transitions(between: clips)
      return (all.first, missing)
    }
    // Usable from frame 15 on, and up to 15 before the end of files of more than four seconds.
    #expect(found(5, .dissolve) == (Transition(cut: 60, kind: .dissolve, before: 0, after: 8), 0))
    // The careful span ends with frame 105, of which clips here use up to 75.
    #expect(found(3.2, .dissolve).0 == Transition(cut: 60, kind: .dissolve, before: 4, after: 4))
    #expect(found(2.55, .dissolve).0?.frameCount ?? 0 >= 4)
    // A beat is 15 frames.
    let dip = Transition(cut: 60, kind: .dip, before: 8, after: 8)
    #expect(found(2.5, .dip) == (dip, 0))
  }

  @Test func `by itself it dissolves where it is quiet, and where something begins calmly`() throws
  {
    func cuts(_ energies: [Double]) throws -> (Int, Int) {
      let timeline = try plan(.auto, long, energies: energies).timeline
      return (timeline.transitions.count, timeline.cuts.count)
    }
    let lively = try cuts([0.9, 0.9])
    #expect(lively.0 == 0 && lively.1 > 0)
    let quiet = try cuts([0.1])
    #expect(quiet.0 == quiet.1)
    let change = try cuts([0.8, 0.5])
    #expect(change.0 <= 1)
  }
}
