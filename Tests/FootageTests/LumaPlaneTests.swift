// SPDX-License-Identifier: GPL-3.0-or-later

@testable import Footage
internal import Media
internal import Testing

struct LumaPlaneTests {
  private let size = FootagePicture.lumaSize

  private func plain(_ code: UInt8) -> GrayImage {
    GrayImage(width: size.width, height: size.height, filledWith: code)
  }

  /// A plane and the samples that it was made of, for sums by hand.
  private func scene(_ seed: UInt64) -> (plane: LumaPlane, samples: [Double]) {
    let image = Scene(seed: seed, spread: 60).image(size)
    return (LumaPlane(image), image.pixels.map(Double.init))
  }

  private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  @Test func `mean and spread are those of the samples`() {
    let (plane, samples) = scene(1)
    let average = mean(samples)
    let spread = mean(samples.map { ($0 - average) * ($0 - average) }).squareRoot()
    #expect(abs(Double(plane.mean) - average) < 1e-3)
    #expect(abs(Double(plane.deviation) - spread) < 1e-3)
    #expect(LumaPlane(plain(77)).deviation == 0)
  }

  @Test func `differences agree with sums by hand`() {
    let (first, a) = scene(1)
    let (second, b) = scene(2)
    let (third, c) = scene(3)
    let plainly = mean(zip(a, b).map { abs($0 - $1) })
    #expect(abs(Double(first.difference(from: second)) - plainly) < 1e-3)
    let toMean = mean(a.indices.map { abs(a[$0] - (b[$0] + c[$0]) / 2) })
    #expect(abs(Double(first.difference(fromMeanOf: second, third)) - toMean) < 1e-3)
    let toNearer = mean(a.indices.map { min(abs(a[$0] - b[$0]), abs(a[$0] - c[$0])) })
    #expect(abs(Double(first.difference(fromNearerOf: second, third)) - toNearer) < 1e-3)
  }

  /// Sums run in 16 bits: black against white is where they would overflow.
  @Test func `the largest difference is counted whole`() {
    let (black, white) = (LumaPlane(plain(0)), LumaPlane(plain(255)))
    #expect(black.difference(from: white) == 255)
    #expect(white.difference(from: black) == 255)
    #expect(black.difference(fromMeanOf: white, white) == 255)
    #expect(black.difference(fromNearerOf: white, white) == 255)
    #expect(black.difference(fromNearerOf: white, black) == 0)
  }

  @Test func `correlation is 1 with itself, -1 with the negative, 0 with nothing`() {
    let image = Scene(seed: 4).image(size)
    let plane = LumaPlane(image)
    #expect(abs(plane.correlation(with: plane) - 1) < 1e-3)
    #expect(abs(plane.correlation(with: LumaPlane(image.mapped { 255 - $0 })) + 1) < 1e-3)
    #expect(abs(plane.correlation(with: LumaPlane(image.mapped { $0 / 2 + 9 })) - 1) < 0.01)
    #expect(plane.correlation(with: LumaPlane(plain(90))) == 0)
  }

  @Test func `the difference of colour is the mean of both planes`() {
    func chroma(_ blue: UInt8, _ red: UInt8) -> ChromaPlanes {
      let size = FootagePicture.chromaSize
      return ChromaPlanes(
        blue: GrayImage(width: size.width, height: size.height, filledWith: blue),
        red: GrayImage(width: size.width, height: size.height, filledWith: red))
    }
    #expect(chroma(128, 128).difference(from: chroma(138, 108)) == 15)
    #expect(chroma(0, 255).difference(from: chroma(255, 0)) == 255)
  }
}
