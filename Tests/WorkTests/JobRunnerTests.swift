// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Jobs
import Media
import TestSupport
import Testing
import Work

struct JobRunnerTests {
  let studio: Studio

  init() throws { studio = try Studio() }

  private func lines<Body: Job>(
    of body: Body, _ inputs: [Int32], _ outputs: [Int32] = []
  ) throws -> [WorkerLine<Body.Answer>] {
    let limits = WorkerLimits(memoryBytes: 0, cpuSeconds: 0, fileBytes: 0, stallSeconds: 0)
    let order = WorkerOrder(
      body: body, limits: limits, inputs: inputs.count, outputs: outputs.count)
    var written: [[UInt8]] = []
    try JobRunner.run(order: Wire.line(order), on: Bench().with(inputs, outputs)) {
      written.append($0)
    }
    return try written.map { try Wire.value(of: WorkerLine<Body.Answer>.self, in: $0) }
  }

  @Test func `every kind of job is done and answered in one line`() throws {
    let film = try studio.make(
      "a.mp4", NumberedPictures.source(frames: 12) + ["-f", "lavfi", "-i", "sine=d=3"])
    #expect(try lines(of: ProbeJob(), [film]).map { $0.answer?.video?.width } == [320])
    #expect(try lines(of: AnalyzeJob(), [film]).map { $0.answer?.decodedFrames } == [12])
    #expect(try lines(of: MusicJob(), [film]).map { $0.answer != nil } == [true])
    let piece = try studio.output("piece.mp4")
    let segments = try lines(
      of: SegmentJob(format: .small, spans: [SpanOrder(0, 3)]), [film], [piece])
    let segment = try #require(segments.first?.answer)
    let composition = Composition(
      frameCount: 4, base: Composition.Layer(content: ContentKey("a"), start: 0))
    let composed = try lines(
      of: ComposeJob(format: .small, composition: composition, spans: [SpanOrder(0, 4)]), [film],
      [try studio.output("composed.mp4")])
    #expect(composed.map { $0.answer?.spans.first?.frames.count } == [4])
    let output = try studio.output("film.mp4")
    let step = AssembleJob.CopyStep(
      piece: 0, frames: FrameSpan(start: 0, count: 3), groups: segment.spans[0].groups)
    let job = AssembleJob(format: .small, steps: [step], pieces: 1, soundtrack: nil, tag: "")
    let made = try #require(try lines(of: job, [piece], [output]).first?.answer)
    #expect(made.frames == 3)
    let check = CheckJob(
      format: .small, houseID: made.houseID, stepFrames: [3], stepDigests: made.stepDigests,
      hasSound: false)
    #expect(try lines(of: check, [output]).map { $0.answer?.faults } == [[]])
  }

  @Test func `a failure is a line as well`() throws {
    let lines = try lines(of: ProbeJob(), [])
    #expect(lines.map { $0.failure?.reason } == [.badOrder])
    #expect(lines.allSatisfy { $0.answer == nil })
  }

  @Test(arguments: ["", "{", "{\"kind\":\"dance\"}", "{\"kind\":\"segment\"}"])
  func `an order that cannot be read is thrown`(text: String) {
    #expect(throws: (any Error).self) {
      try JobRunner.run(order: Array(text.utf8), on: Bench().with([])) { _ in
        Issue.record("something was written")
      }
    }
  }
}
