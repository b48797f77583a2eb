// SPDX-License-Identifier: GPL-3.0-or-later

import FFmpeg
import Foundation
import Media
import Rendering
import Testing

struct LikenessTallyTests {
  /// Of frames with these squared errors; every fourth is a key frame.
  private func tally(errors: [Double]) -> Likeness {
    var tally = LikenessTally()
    for (frame, error) in errors.enumerated() {
      tally.add(
        PictureLikeness(similarity: 1 - error / 1_000, squaredError: error), frame: frame,
        isKeyFrame: frame % 4 == 0)
    }
    return tally.likeness(isScaled: false)
  }

  @Test func `equal pictures have no noise and no step`() {
    let likeness = tally(errors: [0, 0, 0, 0, 0])
    #expect(
      likeness
        == Likeness(
          frames: 5, isScaled: false,
          similarity: .init(
            mean: 1, lowest: .init(value: 1, frame: 0), fifthPercentile: 1), keyFrames: 2))
  }

  @Test func `noise is the mean of errors, not of decibels`() throws {
    let likeness = tally(errors: [1, 3, 2, 2])
    #expect(
      abs(try #require(likeness.meanSignalToNoise) - 10 * log10(255.0 * 255 / 2)) < 1e-9)
    let worst = try #require(likeness.lowestSignalToNoise)
    #expect(worst.frame == 1 && abs(worst.value - 10 * log10(255.0 * 255 / 3)) < 1e-9)
    #expect(likeness.similarity?.lowest == .init(value: 0.997, frame: 1))
  }

  @Test func `key frames ten times as good are a step of ten decibels`() throws {
    let likeness = tally(errors: [1, 10, 10, 10, 1, 10, 10, 10])
    #expect(abs(try #require(likeness.keyFrameStep) - 10) < 1e-9)
    #expect(likeness.keyFrames == 2)
  }

  @Test func `a step needs noise on both sides`() {
    #expect(tally(errors: [0, 5, 5, 5, 0]).keyFrameStep == nil)
    #expect(tally(errors: [3]).keyFrameStep == nil)
  }

  @Test(arguments: [(100, 5), (101, 6), (1_000, 50), (20, 1), (1, 1)])
  func `the fifth percentile is the value that one frame in twenty does not exceed`(
    count: Int, rank: Int
  ) throws {
    // Errors fall, so that the frame of rank n from below has similarity 1 - (count - n) / 10000.
    var tally = LikenessTally()
    for frame in 0..<count {
      tally.add(
        PictureLikeness(similarity: 1 - Double(frame) / 10_000, squaredError: 1), frame: frame,
        isKeyFrame: false)
    }
    let spread = try #require(tally.likeness(isScaled: true).similarity)
    #expect(abs(spread.fifthPercentile - (1 - Double(count - rank) / 10_000)) < 1e-6)
  }

  @Test func `no frame is no likeness`() {
    #expect(LikenessTally().likeness(isScaled: true) == Likeness(frames: 0, isScaled: true))
  }
}
