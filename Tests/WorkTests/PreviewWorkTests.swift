// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Jobs
import Linux
import Media
import TestSupport
import Testing
import Work

struct PreviewWorkTests {
  @Test func `pictures lie one after the other, as long as the answer says`() throws {
    let studio = try Studio()
    let film = try studio.make("a.mp4", NumberedPictures.source(frames: 30))
    let output = try studio.output("stills")
    let job = PreviewJob(
      FilmPreview.Wish(times: [.zero, MediaTime(seconds: 0.5)], pixels: 64 * 36, parts: 10))
    _ = try job.run(on: Bench().with([film], [output]))
    // A worker that had to make room left something.
    let answer = try job.run(on: Bench().with([film], [output]))
    let bytes = try studio.bytes("stills")
    #expect(answer.byteCounts.count == 2)
    #expect(bytes.count == answer.byteCounts.reduce(0, +))
    for start in [0, answer.byteCounts[0]] {
      #expect(bytes[start...].prefix(2) == Data([0xff, 0xd8]))
    }
    #expect(answer.size.pixelCount <= 64 * 36)
    #expect(answer.peaks.isEmpty)
  }

  @Test func `what nobody would look at is refused`() throws {
    let studio = try Studio()
    let film = try studio.make("a.mp4", NumberedPictures.source(frames: 3))
    let output = try studio.output("stills")
    func reason(_ times: Int, _ pixels: Int, _ parts: Int) -> JobFailure.Reason? {
      WorkTests.reason(
        of: PreviewJob(
          FilmPreview.Wish(
            times: Array(repeating: .zero, count: times), pixels: pixels, parts: parts)),
        [film], [output])
    }
    #expect(reason(1, 100, 1) == nil)
    #expect(reason(PreviewJob.mostPictures + 1, 100, 1) == .badOrder)
    #expect(reason(1, 0, 1) == .badOrder)
    #expect(reason(1, PreviewJob.mostPixels + 1, 1) == .badOrder)
    #expect(reason(1, 100, PreviewJob.mostParts + 1) == .badOrder)
    let job = PreviewJob(FilmPreview.Wish(times: [], pixels: 9, parts: 1))
    #expect(WorkTests.reason(of: job, [film]) == .badOrder)
  }
}
