// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Jobs
import Media
import TestSupport
import Testing
import Work

struct TitleWorkTests {
  let studio: Studio
  let canvas = PixelSize(width: 640, height: 360)

  init() throws { studio = try Studio() }

  @Test(arguments: [("Iceland 2026", 640, 360), ("Iceland 2026", 360, 640), ("i", 4096, 2160)])
  func `the output holds the rows of a bitmap that fits on the canvas`(
    text: String, width: Int, height: Int
  ) throws {
    let output = try studio.output("title.rgba")
    let job = TitleJob(text: text, canvas: PixelSize(width: width, height: height))
    _ = try job.run(on: Bench().with([], [output]))
    // Once more into the same file, as after a worker that had to make room.
    let answer = try job.run(on: Bench().with([], [output]))
    let size = try #require(answer.size)
    #expect(size.width <= width && size.height <= height)
    #expect(answer.missing.isEmpty && !answer.isShortened)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: studio.file("title.rgba")))
    #expect(bytes.count == 4 * size.width * size.height)
    // Something is white, something is dark.
    #expect(bytes.contains(255))
    #expect(
      stride(from: 0, to: bytes.count, by: 4).contains { bytes[$0] == 0 && bytes[$0 + 3] > 20 })
  }

  @Test func `what no font has is named, and the rest is drawn`() throws {
    let output = try studio.output("title.rgba")
    let answer = try TitleJob(text: "a\u{E000}\u{F8FF}", canvas: canvas)
      .run(on: Bench().with([], [output]))
    #expect(answer.missing == ["\u{E000}", "\u{F8FF}"])
    #expect(answer.size != nil)
    let nothing = try TitleJob(text: "\u{E000}", canvas: canvas)
      .run(on: Bench().with([], [output]))
    #expect(nothing.size == nil && nothing.missing == ["\u{E000}"])
  }

  @Test func `a title that nobody can have asked for is refused`() throws {
    let output = try studio.output("title.rgba")
    let long = String(repeating: "x", count: 8193)
    for job in [
      TitleJob(text: "", canvas: canvas), TitleJob(text: long, canvas: canvas),
      TitleJob(text: "a", canvas: PixelSize(width: 0, height: 9)),
      TitleJob(text: "a", canvas: PixelSize(width: 100_000, height: 9)),
    ] {
      #expect(reason(of: job, [], [output]) == .badOrder)
    }
    #expect(reason(of: TitleJob(text: "a", canvas: canvas), []) == .badOrder)
    #expect(reason(of: TitleJob(text: "a", canvas: canvas), [], [-1]) == .writeError)
  }
}
