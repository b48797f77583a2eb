// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Jobs
import Media
import TestSupport
import Testing
import Work

struct CheckWorkTests {
  let studio: Studio
  let film: Int32
  let made: AssembleJob.Answer

  init() throws {
    studio = try Studio()
    let source = try studio.make("a.mp4", NumberedPictures.source() + ["-c:v", "libx264"])
    let piece = try studio.output("piece.mp4")
    let segment = SegmentJob(format: .small, spans: [SpanOrder(0, 20)])
    let groups = try segment.run(on: Bench().with([source], [piece])).spans[0].groups
    film = try studio.output("film.mp4")
    let step = AssembleJob.CopyStep(
      piece: 0, frames: FrameSpan(start: 0, count: 20), groups: groups)
    made = try AssembleJob(format: .small, steps: [step], pieces: 1, sound: nil, tag: "t")
      .run(on: Bench().with([piece], [film]))
  }

  private func job(frames: [Int], digests: [String]? = nil) -> CheckJob {
    CheckJob(
      format: .small, houseID: made.houseID, stepFrames: frames,
      stepDigests: digests ?? made.stepDigests, hasSound: false)
  }

  @Test func `a good film has no faults`() throws {
    #expect(try job(frames: [20]).run(on: Bench().with([film])).faults == [])
  }

  @Test func `faults are the answer, not a failure`() throws {
    #expect(try job(frames: [19]).run(on: Bench().with([film])).faults.isEmpty == false)
    let other = try job(frames: [20], digests: ["x"]).run(on: Bench().with([film]))
    #expect(other.faults == ["step 0 has other bytes"])
  }

  @Test func `frames and digests must be as many`() {
    #expect(reason(of: job(frames: [10, 10]), [film]) == .badOrder)
  }

  @Test func `what is no film is a failure`() throws {
    let text = try studio.write("text.mp4", Data("no film".utf8))
    #expect(reason(of: job(frames: [20]), [text]) == .notMedia)
  }
}
