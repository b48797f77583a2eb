// SPDX-License-Identifier: GPL-3.0-or-later

import Resources
import Testing

struct CostModelTests {
  private static let hd = 1920 * 1088
  private static let uhd = 3840 * 2160

  @Test(
    arguments: [
      (nil, .unknown), (0, .hd), (hd, .hd), (1936 * 1096, .uhd), (uhd, .uhd), (4096 * 2304, .uhd),
      (5312 * 2988, .larger), (Int.max, .larger),
    ] as [(Int?, PictureSize)])
  func `pictures of about one size are one class`(pixels: Int?, size: PictureSize) {
    #expect(PictureSize(pixels: pixels) == size)
    #expect(CostClass(kind: "k", pixels: pixels).name == "k/" + size.rawValue)
  }

  @Test func `what is not known yet is taken from the table, an unknown size as one between`() {
    let model = CostModel()
    #expect(model.predicted(CostClass(kind: "analyze", pixels: Self.hd)) == 120 << 20)
    #expect(model.predicted(CostClass(kind: "analyze", pixels: Self.uhd)) == 300 << 20)
    #expect(model.predicted(CostClass(kind: "analyze")) == 210 << 20)
    #expect(model.predicted(CostClass(kind: "segment", pixels: .max)) == 2700 << 20)
    #expect(model.predicted(CostClass(kind: "soundtrack")) == 150 << 20)
    #expect(model.predicted(CostClass(kind: "a new kind")) == 600 << 20)
  }

  @Test func `five jobs teach, with a quarter above what nearly all took`() {
    var model = CostModel()
    let cost = CostClass(kind: "analyze", pixels: Self.hd)
    for peak: Int64 in [40, 80, 60, 20] { model.note(peak: peak, of: cost.name) }
    #expect(model.predicted(cost) == 120 << 20)
    model.note(peak: 100, of: cost.name)
    #expect(model.predicted(cost) == 125)
    // One in twenty-one is an exception.
    for _ in 0..<15 { model.note(peak: 80, of: cost.name) }
    model.note(peak: 4000, of: cost.name)
    #expect(model.predicted(cost) == 125)
    model.note(peak: 4000, of: cost.name)
    #expect(model.predicted(cost) == 5000)
    #expect(model.predicted(CostClass(kind: "analyze", pixels: Self.uhd)) == 300 << 20)
  }

  @Test func `only the newest fifty count`() {
    var model = CostModel(peaks: ["music/unknown": Array(repeating: 8000, count: 70)])
    #expect(model.peaks["music/unknown"]?.count == 50)
    for _ in 0..<50 { model.note(peak: 80, of: "music/unknown") }
    #expect(model.peaks["music/unknown"] == Array(repeating: 80, count: 50))
    #expect(model.predicted(CostClass(kind: "music")) == 100)
  }

  @Test func `an unknown size is judged by all that is known of the kind`() {
    let model = CostModel(peaks: [
      "analyze/hd": [40, 40, 40], "analyze/uhd": [80, 80], "segment/hd": [800],
    ])
    #expect(model.predicted(CostClass(kind: "analyze")) == 100)
    #expect(model.predicted(CostClass(kind: "segment")) == 550 << 20)
    #expect(!model.isFounded(CostClass(kind: "analyze")))
    #expect(model.isFounded(CostClass(kind: "analyze", pixels: 1)))
  }
}
