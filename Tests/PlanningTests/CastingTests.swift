// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import Planning
internal import PlanningExamples
internal import Testing

/// What material fills the slots: seen through whole plans.
struct CastingTests {
  private let music = Songs.steady(bpm: 120, seconds: 120, energies: [0.4, 0.6, 0.5])

  private func plan(
    _ sources: [SourceFootage], style: Style = .balanced, seed: UInt64 = 1,
    order: ShotOrder = .best
  ) throws -> Plan {
    let plan = try Planner.plan(.example(music, sources, style: style, seed: seed, order: order))
    #expect(Look.repeats(plan).isEmpty)
    return plan
  }

  @Test func `clips lie inside one shot`() throws {
    let sources = (0..<30).map { Files.file($0, shots: [2.7, 5.1, 3.3]) }
    let plan = try plan(sources)
    #expect(Look.clipsOverCuts(plan, sources).isEmpty)
  }

  @Test(arguments: [2, 3, 10], [UInt64(1), 2, 3])
  func `no file follows itself, and all appear equally often`(files: Int, seed: UInt64) throws {
    let sources = (0..<files).map { Files.file($0, shots: [Double](repeating: 8, count: 40)) }
    let plan = try plan(sources, seed: seed)
    #expect(Look.neighbours(plan) == 0)
    let uses = sources.map { Look.uses(plan)[$0.content] ?? 0 }
    #expect(try #require(uses.max()) - (try #require(uses.min())) <= 2)
  }

  @Test func `a file with most of the shots is spread over the film`() throws {
    let large = Files.file(0, shots: [Double](repeating: 6, count: 28))
    let small = (1...4).map { Files.file($0, shots: [Double](repeating: 6, count: 7)) }
    let plan = try plan([large] + small)
    #expect(Look.neighbours(plan) == 0)
  }

  @Test func `one long file is cut too, and its cuts jump`() throws {
    let plan = try plan([Files.file(0, shots: [300])])
    #expect(plan.timeline.frameCount == 3600)
    #expect(plan.timeline.cuts.count >= 20)
    for (before, after) in zip(plan.timeline.clips, plan.timeline.clips.dropFirst()) {
      #expect(abs(after.source.start - before.source.end) >= 30)
    }
    #expect(plan.notes.contains { $0.contains("held longer") })
  }

  @Test func `the better shots are chosen`() throws {
    let sources = (0..<200).map { number in
      Files.file(number, shots: [10]) { _, metrics in metrics.score = number < 100 ? 0.9 : 0.3 }
    }
    let plan = try plan(sources)
    #expect(plan.timeline.clips.allSatisfy { $0.score == 0.9 })
  }

  @Test func `quality does not fade towards the end`() throws {
    let sources = (0..<60).map { number in
      Files.file(number, shots: [8]) { _, metrics in metrics.score = 0.2 + Double(number) / 80 }
    }
    let scores = try plan(sources).timeline.clips.map(\.score)
    let half = scores.count / 2
    let first = scores[..<half].reduce(0, +) / Double(half)
    let second = scores[half...].reduce(0, +) / Double(scores.count - half)
    #expect(abs(first - second) < 0.15)
  }

  @Test func `lively shots stand in energetic music`() throws {
    let loud = Songs.steady(bpm: 120, seconds: 120, energies: [0.1, 0.9])
    let sources = (0..<80).map { number in
      Files.file(number, shots: [12]) { _, metrics in metrics.motion = Double(number) + 1 }
    }
    let plan = try Planner.plan(.example(loud, sources))
    func motion(_ clips: [Clip]) -> Double {
      clips.map { clip in
        sources.first { $0.content == clip.content }?.analysis.shots[0].metrics.motion ?? 0
      }.reduce(0, +) / Double(clips.count)
    }
    let calm = plan.timeline.clips.filter { $0.timelineStart < 1700 }
    let wild = plan.timeline.clips.filter { $0.timelineStart >= 1800 }
    #expect(motion(wild) > motion(calm) + 20)
    #expect(
      calm.map(\.source.count).reduce(0, +) / calm.count > wild.map(\.source.count).reduce(0, +)
        / wild.count)
  }

  @Test func `look-alikes stay out while there is something else`() throws {
    // Three cameras saw each moment: fingerprints differ by two bits.
    let sources = (0..<180).map { number in
      Files.file(number, shots: [8]) { _, metrics in
        let moment = UInt64(number / 3 + 1) &* 0xd134_2543_de82_ef95
        metrics.fingerprints = [moment ^ (UInt64(number % 3) << 20)]
        metrics.score = number.isMultiple(of: 3) ? 0.7 : 0.6
      }
    }
    let plan = try plan(sources)
    let moments = plan.timeline.clips.compactMap { Int($0.content.text.dropFirst()).map { $0 / 3 } }
    #expect(Set(moments).count == moments.count)
    #expect(plan.unused.contains { $0.reason.hasPrefix("looks like clip") })
  }

  @Test func `poor and still shots stay out while there is something else`() throws {
    var sources = Files.files(50, seconds: 10)
    sources.append(Files.file(90, shots: [60]) { _, metrics in metrics.score = 0.05 })
    sources.append(Files.file(91, shots: [60]) { _, metrics in metrics.motion = 0 })
    sources.append(
      Files.file(92, shots: [60]) { _, metrics in
        metrics.score = 0
        metrics.exposure = 0.02
      })
    let plan = try plan(sources)
    let reasons = plan.unused.filter {
      ["clip90.mp4", "clip91.mp4", "clip92.mp4"].contains($0.name)
    }
    #expect(reasons.map(\.reason) == ["low quality", "nothing moves", "too dark"])
  }

  @Test func `slots longer than any shot are divided on beats`() throws {
    let sources = (0..<120).map { Files.file($0, shots: [1.9]) }
    let plan = try plan(sources, style: .dramatic)
    #expect(plan.timeline.frameCount == 3600)
    #expect(plan.accuracy.allSatisfy { $0.beat != nil })
    #expect(Look.clipsOverCuts(plan, sources).isEmpty)
  }

  @Test func `too little footage shortens the film to a bar line`() throws {
    let plan = try plan(Files.files(6, seconds: 7))
    #expect(plan.timeline.frameCount < 42 * 30)
    #expect(plan.timeline.frameCount > 36 * 30)
    #expect(plan.timeline.frameCount.isMultiple(of: 60))
    #expect(plan.notes.contains { $0.contains("instead of showing anything twice") })
  }

  @Test func `enough footage is enough although little is left`() throws {
    let sources = (0..<16).map { Files.file($0, shots: [8.3]) }
    let plan = try plan(sources)
    #expect(plan.timeline.frameCount == 3600)
  }

  @Test func `very short clips are used when there is nothing else`() throws {
    let sources = (0..<400).map { Files.file($0, shots: [0.4]) }
    let plan = try plan(sources)
    #expect(plan.timeline.frameCount > 900)
    #expect(plan.notes.contains { $0.contains("shorter than a beat") })
    let mixed = try self.plan(Files.files(40, seconds: 10) + [Files.file(99, shots: [0.2])])
    #expect(
      mixed.unused.contains { $0.name == "clip99.mp4" && $0.reason == "no shot lasts 0.27 s" })
  }

  @Test func `a copy of a file is no second file`() throws {
    var sources = Files.files(40, seconds: 10)
    var copy = sources[3]
    copy.name = "copy of clip3.mp4"
    copy.order = 90
    sources.append(copy)
    let plan = try plan(sources)
    #expect(
      plan.unused.contains {
        $0.name == "copy of clip3.mp4" && $0.reason == "the same file as clip3.mp4"
      })
  }

  @Test func `in-points lie on the grid of the usable span`() throws {
    let sources = Files.files(20, seconds: 40)
    let plan = try plan(sources)
    for clip in plan.timeline.clips {
      let source = try #require(sources.first { $0.content == clip.content })
      let span = try #require(source.usableSpans(rate: Rational(30))[0].first)
      #expect((clip.source.start - span.start).isMultiple(of: TakeRules.gridFrames))
    }
  }

  @Test func `the user's bounds hold`() throws {
    let bounds = ShotBounds(shortest: MediaTime(seconds: 1.5), longest: MediaTime(seconds: 3))
    for style in Style.classics {
      let plan = try Planner.plan(
        .example(music, Files.files(90, seconds: 20), style: style, bounds: bounds))
      #expect(plan.timeline.clips.allSatisfy { (45...90).contains($0.source.count) })
    }
  }

  @Test func `a thousand clips and ten minutes are planned in well under a second`() throws {
    let long = Songs.steady(bpm: 140, seconds: 600, energies: [0.3, 0.9, 0.5, 1])
    let sources = (0..<1000).map { Files.file($0, shots: [4, 9, 3, 6, 12]) }
    let clock = ContinuousClock()
    var plan: Plan?
    let time = try clock.measure {
      plan = try Planner.plan(.example(long, sources, style: .energetic))
    }
    print("planned \(plan?.timeline.clips.count ?? 0) clips in \(time)")
    #expect(plan.map(Look.repeats) == [])
    // Ten times what an optimised build needs: tests are not optimised, and machines are shared.
    #expect(time < .seconds(20))
  }
}
