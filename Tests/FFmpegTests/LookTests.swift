// SPDX-License-Identifier: GPL-3.0-or-later

import Media
import TestSupport
import Testing

@testable import FFmpeg

struct LookTests {
  private func graded(
    _ codes: (y: Int, u: Int, v: Int), _ change: (Double, Double, Double) -> [Double]
  ) throws -> [Int] {
    let folder = try TemporaryFolder()
    let file = try MediaFile.generate(
      "a.mkv", in: folder, "-f", "lavfi", "-i", "nullsrc=s=16x10:r=25:d=0.04,format=yuv420p",
      "-vf", "geq=lum=\(codes.y):cb=\(codes.u):cr=\(codes.v)", "-c:v", "libx264", "-qp", "0")
    var reader = try VideoReader(descriptor: file.descriptor, purpose: .rendering)
    let frame = try Frame()
    _ = try reader.next(into: frame)
    let look = Look(try ColorCube(Array(ColorCubeTests.text(change).utf8)))
    let mixer = try PictureMixer()
    try mixer.show(frame, in: look)
    return (0..<3).map { plane in
      let samples = Set(mixer.picture.plane(plane)?.pixels ?? [])
      return samples.count == 1 ? Int(samples.first ?? 0) : -1
    }
  }

  @Test(arguments: [
    (16, 128, 128), (235, 128, 128), (126, 128, 128), (63, 102, 240), (77, 110, 140),
  ])
  func `a table that changes nothing leaves codes alone`(y: Int, u: Int, v: Int) throws {
    let seen = try graded((y, u, v)) { [$0, $1, $2] }
    for (seen, expected) in zip(seen, [y, u, v]) { #expect(abs(seen - expected) <= 1) }
  }

  @Test func `black and white, red and grey become what the table says`() throws {
    // Everything upside down.
    #expect(try graded((16, 128, 128)) { [1 - $0, 1 - $1, 1 - $2] } == [235, 128, 128])
    #expect(try graded((235, 128, 128)) { [1 - $0, 1 - $1, 1 - $2] } == [16, 128, 128])
    // White becomes red.
    let red = try graded((235, 128, 128)) { red, _, _ in [red, 0, 0] }
    for (seen, expected) in zip(red, [63, 102, 240]) { #expect(abs(seen - expected) <= 1) }
    // Red becomes blue: 32, 240, 118.
    let blue = try graded((63, 102, 240)) { red, green, blue in [blue, green, red] }
    for (seen, expected) in zip(blue, [32, 240, 118]) { #expect(abs(seen - expected) <= 2) }
  }
}
