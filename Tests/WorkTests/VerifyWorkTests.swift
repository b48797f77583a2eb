// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Jobs
import TestSupport
import Testing
import Work

struct VerifyWorkTests {
  @Test func `faults are the answer, what is no film is a failure`() throws {
    let studio = try Studio()
    let film = try studio.make("a.mp4", NumberedPictures.source(frames: 30))
    let bench = Bench()
    #expect(try VerifyJob().run(on: bench.with([film])).faults == [])
    #expect(bench.shares.count == 30)

    // The index promises the pictures that are cut off.
    let bytes = try studio.bytes("a.mp4")
    try studio.make(
      "fast.mp4", ["-i", studio.file("a.mp4"), "-c", "copy", "-movflags", "faststart"])
    let fast = try studio.bytes("fast.mp4")
    let cut = try studio.write("cut.mp4", fast.prefix(fast.count * 2 / 3))
    #expect(try VerifyJob().run(on: Bench().with([cut])).faults.isEmpty == false)
    let headless = try studio.write("headless.mp4", bytes.prefix(bytes.count / 2))
    #expect(reason(of: VerifyJob(), [headless]) != nil)
    let text = try studio.write("text.mp4", Data("no film".utf8))
    #expect(reason(of: VerifyJob(), [text]) == .notMedia)
    #expect(reason(of: VerifyJob(), []) == .badOrder)
  }
}
