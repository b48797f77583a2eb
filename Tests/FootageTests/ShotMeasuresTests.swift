// SPDX-License-Identifier: GPL-3.0-or-later

@testable import Footage
internal import Media
internal import Testing

struct ShotMeasuresTests {
  private let start = MediaTime(seconds: 2)

  private func picture(
    _ seconds: Double, code: UInt8 = 126, change: (codes: Double, start: Double)? = nil,
    velocity: SIMD2<Double>? = nil, sharpness: Double? = nil, hash: UInt64? = nil
  ) -> PictureMeasures {
    let image = GrayImage(width: 160, height: 90, filledWith: code)
    return PictureMeasures(
      time: MediaTime(seconds: seconds),
      exposure: Exposure(of: image, in: ActiveArea(inside: image), isFullRange: false),
      sharpness: sharpness, hash: hash,
      movement: velocity.map { Movement(start: MediaTime(seconds: seconds - 0.04), velocity: $0) },
      change: change.map {
        PictureChange(start: MediaTime(seconds: $0.start), seconds: 0.04, codes: $0.codes)
      })
  }

  private func metrics(_ pictures: [PictureMeasures]) -> ShotMetrics {
    var measures = ShotMeasures(start: start)
    for picture in pictures { measures.add(picture) }
    return measures.shot(end: MediaTime(seconds: 4)).metrics
  }

  @Test func `a shot without a picture is worth nothing`() {
    var measures = ShotMeasures(start: start)
    let shot = measures.shot(end: MediaTime(seconds: 4))
    #expect(shot.range == TimeRange(start: start, end: MediaTime(seconds: 4)))
    #expect(shot.metrics.score == 0)
    #expect(shot.metrics.sharpness == nil)
    #expect(shot.metrics.fingerprints.isEmpty)
  }

  @Test func `light is the mean of all pictures, focus of those that have it`() {
    let found = metrics([
      picture(2, code: 16), picture(2.04, code: 235, sharpness: 0.2),
      picture(2.08, code: 16, sharpness: 0.4), picture(2.12, code: 235),
    ])
    #expect(abs(found.exposure - 0.5) < 0.01)
    #expect(abs((found.sharpness ?? 0) - 0.3) < 1e-9)
  }

  @Test func `motion is codes in 1/30 s, whatever the frame rate`() {
    // 6 codes in 0.04 s are 5 in 1/30 s.
    let found = metrics([
      picture(2), picture(2.04, change: (6, 2)), picture(2.08, change: (6, 2.04)),
    ])
    #expect(abs(found.motion - 5) < 1e-9)
  }

  @Test func `the jump into a shot is not its motion`() {
    let found = metrics([
      picture(2, change: (200, 1.96), velocity: SIMD2(50, 0)), picture(2.04, change: (0, 2)),
    ])
    #expect(found.motion == 0)
    #expect(found.pan == 0)
  }

  @Test func `a steady pan is a pan, a trembling hand is shake`() {
    let pan = metrics((1..<20).map { picture(2 + 0.04 * Double($0), velocity: SIMD2(3, -4)) })
    #expect(abs(pan.pan - 5) < 1e-9)
    #expect(pan.shake < 0.01)
    let hand = metrics(
      (1..<20).map {
        picture(2 + 0.04 * Double($0), velocity: SIMD2($0.isMultiple(of: 2) ? 1 : -1, 0))
      })
    #expect(hand.pan < 0.1)
    #expect(abs(hand.shake - 2) < 0.1)
  }

  @Test func `three hashes stand for the shot`() {
    let found = metrics((0..<50).map { picture(2 + 0.04 * Double($0), hash: UInt64($0)) })
    #expect(found.fingerprints.count == 3)
    #expect(found.fingerprints == found.fingerprints.sorted())
  }
}
