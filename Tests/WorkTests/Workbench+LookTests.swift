// SPDX-License-Identifier: GPL-3.0-or-later

import Digest
import FFmpeg
import Foundation
import Jobs
import Media
import Rendering
import TestSupport
import Testing

@testable import Work

struct WorkbenchLookTests {
  let studio: Studio
  let source: Int32

  init() throws {
    studio = try Studio()
    source = try studio.make("a.mp4", NumberedPictures.source(frames: 12) + ["-c:v", "libx264"])
  }

  private static let inverse = """
    LUT_3D_SIZE 2
    1 1 1
    0 1 1
    1 0 1
    0 0 1
    1 1 0
    0 1 0
    1 0 0
    0 0 0

    """

  private func format(_ table: String) -> HouseFormat {
    var format = HouseFormat.small
    format.look = SHA256.hexadecimal(of: Array(table.utf8))
    return format
  }

  @Test func `all pictures go through the table`() throws {
    let table = try studio.write("t.cube", Data(Self.inverse.utf8))
    let format = format(Self.inverse)
    _ = try SegmentJob(format: format, spans: [SpanOrder(0, 4)])
      .run(on: Bench().with([source, table], [try studio.output("piece.mp4")]))
    // Bars are the bits, of which black ones are now white.
    #expect(try NumberedPictures.numbers(in: studio.file("piece.mp4")) == [255, 254, 253, 252])
    let composition = Composition(
      frameCount: 2, base: Composition.Layer(content: ContentKey("a"), start: 5))
    _ = try ComposeJob(format: format, composition: composition, spans: [SpanOrder(0, 2)])
      .run(on: Bench().with([source, table], [try studio.output("composed.mp4")]))
    #expect(try NumberedPictures.numbers(in: studio.file("composed.mp4")) == [250, 249])
  }

  @Test func `a table that is none, is another, or is missing is refused`() throws {
    func reason(_ table: String, _ written: String) throws -> JobFailure.Reason? {
      let name = UUID().uuidString
      let file = try studio.write(name + ".cube", Data(written.utf8))
      let job = SegmentJob(format: format(table), spans: [SpanOrder(0, 1)])
      return WorkTests.reason(of: job, [source, file], [try studio.output(name)])
    }
    #expect(try reason("no table", "no table") == .badTable)
    #expect(try reason(Self.inverse, Self.inverse + "# changed") == .badTable)
    #expect(try reason(Self.inverse, Self.inverse) == nil)
    let job = SegmentJob(format: format(Self.inverse), spans: [SpanOrder(0, 1)])
    #expect(WorkTests.reason(of: job, [source], [try studio.output("none")]) == .badOrder)
  }
}
