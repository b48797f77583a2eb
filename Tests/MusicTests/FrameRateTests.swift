// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Music

struct FrameRateTests {
  @Test(arguments: [(0, 0), (1, 221), (2, 441), (3, 662), (100, 22_050), (6001, 1_323_221)])
  func `a frame is centred 220.5 samples after the last`(frame: Int, sample: Int) {
    #expect(FrameRate.sample(ofFrame: frame) == sample)
  }

  @Test(arguments: [(0, 0), (1, 1), (221, 1), (222, 2), (441, 2), (442, 3), (22_050, 100)])
  func `frames are counted while their centre is inside`(samples: Int, count: Int) {
    #expect(FrameRate.frameCount(ofSamples: samples) == count)
  }
}
