// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
@testable import Planning
internal import PlanningExamples
internal import Testing

/// What must hold for any footage and any music: drawn at random, the same in every run.
struct PlannerPropertyTests {
  private static func request(_ seed: UInt64) -> PlanRequest {
    var draw = SplitMix64(seed: seed)
    let beats = Self.beats(&draw)
    let meter = Int.random(in: 2...7, using: &draw)
    let music = Songs.song(
      beats: beats.times, seconds: beats.seconds, meter: meter,
      firstDownbeat: Int.random(in: 0..<meter, using: &draw),
      energies: (0..<Int.random(in: 1...6, using: &draw)).map { _ in
        Double.random(in: 0...1, using: &draw)
      })
    let shotLengths: [Double] = [0.3, 2, 8, 60, 400]
    let longest = shotLengths.randomElement(using: &draw) ?? 1
    let sources = (0..<Int.random(in: 1...25, using: &draw)).map { number in
      let lengths = (0..<Int.random(in: 1...8, using: &draw)).map { _ in
        Double.random(in: 0.02...longest, using: &draw)
      }
      return Files.file(number, shots: lengths) { _, metrics in
        metrics.score = Double.random(in: 0...1, using: &draw)
        metrics.motion = Double.random(in: 0...9, using: &draw)
        metrics.fingerprints = [UInt64.random(in: 0...9, using: &draw) &* 0x9e37_79b9_7f4a_7c15]
      }
    }
    let rates = [Rational(24000, 1001), Rational(25), Rational(30), Rational(30000, 1001)]
    let seconds = MediaTime(seconds: Double.random(in: 1...beats.seconds, using: &draw))
    let lengths: [FilmLength] = [.wholeSong, .exactly(seconds), .about(seconds)]
    return .example(
      music, sources, rate: rates.randomElement(using: &draw) ?? Rational(30),
      style: Style.classics.randomElement(using: &draw) ?? .balanced,
      length: lengths.randomElement(using: &draw) ?? .wholeSong, seed: seed)
  }

  /// Beats of wandering tempo with a lead-in, a tail and now and then a pause.
  private static func beats(_ draw: inout SplitMix64) -> (times: [Double], seconds: Double) {
    let seconds = Double.random(in: 3...200, using: &draw)
    let leadIns: [Double] = [0, 0.3, 7, 30]
    var now = leadIns.randomElement(using: &draw) ?? 0
    var interval = Double.random(in: 0.25...1.2, using: &draw)
    var times: [Double] = []
    while now < seconds - 0.05 {
      times.append(now)
      now += Int.random(in: 0..<60, using: &draw) == 0 ? 9 : interval
      interval = min(max(interval * Double.random(in: 0.97...1.03, using: &draw), 0.2), 1.5)
    }
    return (times, seconds)
  }

  @Test(arguments: UInt64(1)...300)
  func `every plan is sound`(seed: UInt64) throws {
    let request = Self.request(seed)
    let plan: Plan
    do {
      plan = try Planner.plan(request)
    } catch {
      let total = request.sources.reduce(0) { sum, source in
        sum + source.usableSpans(rate: request.frameRate).joined().reduce(0) { $0 + $1.count }
      }
      // Only footage of a few seconds may be refused.
      #expect(error == .noUsableFootage)
      #expect(Double(total) < 4 * request.frameRate.value)
      return
    }
    #expect(Look.repeats(plan).isEmpty)
    for clip in plan.timeline.clips {
      let source = try #require(request.sources.first { $0.content == clip.content })
      #expect(
        clip.source.end <= source.analysis.duration.frame(at: request.frameRate, rounding: .down))
    }
    #expect(plan.accuracy.map(\.frame) == plan.timeline.cuts)
    let half = 500 / request.frameRate.value + 0.1
    #expect(plan.accuracy.allSatisfy { abs($0.errorMilliseconds ?? 0) <= half })
    let names = Set(plan.timeline.clips.map(\.content)).union(plan.unused.map(\.content))
    #expect(names.count == request.sources.count)
    #expect(Set(plan.unused.map(\.content)).isDisjoint(with: plan.timeline.clips.map(\.content)))
    if case .exactly(let length) = request.length {
      let isShort = plan.notes.contains { $0.hasPrefix("There is footage for") }
      #expect(isShort || plan.timeline.frameCount == length.frame(at: request.frameRate))
    }
    #expect(try Planner.plan(request) == plan)
  }
}
