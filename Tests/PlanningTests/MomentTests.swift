// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
@testable import Planning
internal import PlanningExamples
internal import Testing

struct MomentTests {
  private let rate = Rational(30)

  @Test func `the best are the usable spans of good shots, with the shots' worth`() {
    var file = Files.file(0, shots: [4, 4, 0.5])
    file.analysis.shots[0].metrics.score = 0.1
    file.analysis.shots[1].metrics.score = 0.7
    let best = Moment.all(of: file, rate: rate, choice: .best)
    #expect(
      best == [Moment(content: file.content, span: FrameSpan(start: 123, count: 113), worth: 0.7)])
    let all = Moment.all(of: file, rate: rate, choice: .all)
    #expect(all.count == file.usableSpans(rate: rate).flatMap(\.self).count)
    #expect(all.first?.worth == 0.1)
  }

  @Test func `a long shot is divided on the grid on which takes start`() {
    let file = Files.file(0, shots: [100])
    let moments = Moment.all(of: file, rate: rate, choice: .best)
    #expect(moments.map(\.span.count).reduce(0, +) == file.usableSpans(rate: rate)[0][0].count)
    #expect(moments.allSatisfy { ($0.span.start - moments[0].span.start).isMultiple(of: 12) })
    #expect(zip(moments, moments.dropFirst()).allSatisfy { $0.span.end == $1.span.start })
    #expect(moments.allSatisfy { $0.span.count <= 240 })
  }

  @Test func `whatever a film of good shots takes was prepared`() throws {
    let request = PlanRequest.example(
      Songs.steady(bpm: 120, seconds: 40), (0..<8).map { Files.file($0, shots: [3, 7, 40]) })
    let plan = try Planner.plan(request)
    let sources = request.sources
    let prepared = sources.flatMap { Moment.all(of: $0, rate: rate, choice: .best) }
    for clip in plan.timeline.clips {
      let spans = prepared.filter { $0.content == clip.content }.map(\.span)
      for frame in clip.source.start..<clip.source.end {
        #expect(spans.contains { ($0.start..<$0.end).contains(frame) })
      }
    }
  }
}
