// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
@testable import Planning
internal import PlanningExamples
internal import Testing

/// In what order a film shows what was recorded: seen through whole plans.
struct ArrangementTests {
  private let music = Songs.steady(bpm: 120, seconds: 120, energies: [0.4, 0.6, 0.5])

  private func plan(
    _ sources: [SourceFootage], _ order: ShotOrder, seed: UInt64 = 1
  ) throws -> Plan {
    let plan = try Planner.plan(.example(music, sources, seed: seed, order: order))
    #expect(Look.repeats(plan).isEmpty)
    return plan
  }

  /// The number of the file of each clip.
  private func files(_ plan: Plan) -> [Int] {
    plan.timeline.clips.compactMap { Int($0.content.text.dropFirst()) }
  }

  @Test(arguments: [3, 12, 60, 400], [UInt64(1), 2, 3])
  func `by time means that nothing goes back`(count: Int, seed: UInt64) throws {
    let sources = (0..<count).map { Files.file($0, shots: [40, 25, 55]) }
    let plan = try plan(sources, .chronological, seed: seed)
    let clips = plan.timeline.clips
    for (before, after) in zip(clips, clips.dropFirst()) {
      let places = [before, after].map { ($0.content.text, $0.source.start) }
      #expect(places[0] < places[1])
    }
    #expect(files(plan).first == 0 || count > clips.count)
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func `by time, also where clips are shown several times each`(seed: UInt64) throws {
    let sources = (0..<20).map { Files.file($0, shots: $0.isMultiple(of: 3) ? [5, 7] : [12]) }
    let shown = files(try plan(sources, .chronological, seed: seed))
    #expect(shown.count > 40)
    let back = zip(shown, shown.dropFirst()).count { $0 > $1 }
    #expect(back == 0)
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func `a story goes on, with some freedom`(seed: UInt64) throws {
    let plan = try plan(Files.files(40, seconds: 30), .story, seed: seed)
    let shown = files(plan)
    let last = Double(shown.count - 1)
    let strays = shown.enumerated().map { abs(Double($0) / last - Double($1) / 39) }
    #expect(strays.max() ?? 1 < 0.25)
    #expect(strays.reduce(0, +) / last < 0.1)
    #expect(Look.neighbours(plan) == 0)
  }

  @Test func `the best fits the music better than a story does, and another seed is another film`()
    throws
  {
    let wild = Songs.steady(bpm: 120, seconds: 120, energies: [0.9, 0.1, 0.9, 0.1])
    // The calm ones were recorded first.
    let sources = (0..<80).map { number in
      Files.file(number, shots: [12]) { _, metrics in metrics.motion = Double(number) + 1 }
    }
    func misfit(_ order: ShotOrder) throws -> Double {
      let plan = try Planner.plan(.example(wild, sources, order: order))
      let clips = plan.timeline.clips
      return clips.reduce(0) { sum, clip in
        let energy = (clip.timelineStart / 900).isMultiple(of: 2) ? 0.9 : 0.1
        let number = Double(Int(clip.content.text.dropFirst()) ?? 0)
        return sum + abs(number / 79 - energy)
      } / Double(clips.count)
    }
    #expect(try misfit(.best) < misfit(.story) - 0.1)
    let shuffled = try [1, 2].map { try files(plan(sources, .shuffle, seed: $0)) }
    #expect(shuffled[0] != shuffled[1])
    #expect(shuffled[0] != shuffled[0].sorted())
  }

  @Test func `what must be seen is seen, and what was marked is preferred`() throws {
    var sources = Files.files(200, seconds: 10)
    for index in sources.indices { sources[index].analysis.shots[0].metrics.score = 0.9 }
    sources[7].analysis.shots[0].metrics.score = 0.01
    sources[7].mustAppear = true
    sources[50].mustShow = [
      TimeRange(start: MediaTime(seconds: 6), end: MediaTime(seconds: 6.5))
    ]
    sources[120].analysis.info.highlights = [MediaTime(seconds: 8)]
    let plan = try plan(sources, .story)
    #expect(plan.timeline.clips.contains { $0.content == sources[7].content })
    let wanted = try #require(plan.timeline.clips.first { $0.content == sources[50].content })
    #expect(wanted.source.start <= 180 && wanted.source.end >= 195)
    let marked = try #require(plan.timeline.clips.first { $0.content == sources[120].content })
    #expect(marked.source.start <= 240 && marked.source.end > 240)
  }

  @Test func `what must be seen and has no place is named`() throws {
    var sources = Files.files(30, seconds: 10)
    for index in sources.indices { sources[index].mustAppear = true }
    let short = Songs.steady(bpm: 120, seconds: 12)
    let plan = try Planner.plan(.example(short, sources))
    #expect(plan.notes.count { $0.contains("has no place") } == 30 - plan.timeline.clips.count)
  }
}
