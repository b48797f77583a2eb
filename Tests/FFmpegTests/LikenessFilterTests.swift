// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Media
import TestSupport
import Testing

@testable import FFmpeg

struct LikenessFilterTests {
  /// The likeness of the first pictures of two files.
  private func likeness(
    _ first: [String], _ second: [String]
  ) throws -> (PictureLikeness, isScaled: Bool) {
    let studio = try Studio()
    // Lossless, so that the samples are those that were asked for.
    let coding = ["-frames:v", "1", "-c:v", "libx264", "-qp", "0"]
    var one = try VideoReader(
      descriptor: try studio.make("a.mp4", ["-f", "lavfi", "-i"] + first + coding),
      purpose: .rendering)
    var other = try VideoReader(
      descriptor: try studio.make("b.mp4", ["-f", "lavfi", "-i"] + second + coding),
      purpose: .rendering)
    let left = try Frame()
    let right = try Frame()
    _ = try one.next(into: left)
    _ = try other.next(into: right)
    var filter = try LikenessFilter(one.video, other.video)
    return (try filter.compare(left, right), filter.isScaled)
  }

  private static let gray = "color=c=gray:s=64x48,format=yuv420p,geq=lum=100:cb=128:cr=128"

  @Test func `equal pictures are equal`() throws {
    let (likeness, isScaled) = try likeness(["testsrc2=s=320x180"], ["testsrc2=s=320x180"])
    #expect(likeness == PictureLikeness(similarity: 1, squaredError: 0))
    #expect(!isScaled)
  }

  @Test(arguments: [(103, 9.0), (95, 25), (116, 256)])
  func `an even difference is its own square`(luma: Int, error: Double) throws {
    let other = Self.gray.replacing("lum=100", with: "lum=\(luma)")
    let (likeness, _) = try likeness([Self.gray], [other])
    #expect(likeness.squaredError == error)
    #expect(likeness.similarity < 1 && likeness.similarity > 0.9)
  }

  @Test func `colour alone makes no difference in luma`() throws {
    let other = Self.gray.replacing("cb=128", with: "cb=90")
    #expect(try likeness([Self.gray], [other]).0.squaredError == 0)
  }

  @Test(arguments: ["96x72", "63x47"])
  func `another size is scaled to the first, and that is said`(size: String) throws {
    let (likeness, isScaled) = try likeness(
      [Self.gray], [Self.gray.replacing("64x48", with: size)])
    #expect(isScaled)
    #expect(likeness.squaredError <= 1)
  }

  @Test func `ten bits are compared with eight`() throws {
    let deep = "color=c=gray:s=64x48,format=yuv420p10le,geq=lum=400:cb=512:cr=512"
    #expect(try likeness([Self.gray], [deep]).0.squaredError <= 1)
  }

  @Test func `a film that is turned is compared upright`() throws {
    let studio = try Studio()
    let lying = ["-f", "lavfi", "-i", "testsrc2=s=96x64:r=25:d=0.2,transpose=clock"]
    try studio.make("a.mp4", lying + ["-c:v", "libx264", "-qp", "0"])
    try studio.make(
      "b.mp4", ["-f", "lavfi", "-i", "testsrc2=s=96x64:r=25:d=0.2", "-c:v", "libx264", "-qp", "0"])
    var one = try VideoReader(descriptor: try studio.open("a.mp4"), purpose: .rendering)
    var other = try VideoReader(
      descriptor: try studio.turn("b.mp4", to: "c.mp4", by: 90), purpose: .rendering)
    let left = try Frame()
    let right = try Frame()
    _ = try one.next(into: left)
    _ = try other.next(into: right)
    var filter = try LikenessFilter(one.video, other.video)
    let isScaled = filter.isScaled
    #expect(!isScaled)
    let likeness = try filter.compare(left, right)
    #expect(likeness.similarity > 0.95)
  }
}
