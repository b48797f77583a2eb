// SPDX-License-Identifier: GPL-3.0-or-later

internal import Foundation
package import Media
package import Planning
/// Footage whose shots are known.
package enum Files {
  /// A file with shots of these lengths; fingerprints differ by many bits from shot to shot.
  package static func file(
    _ number: Int, shots lengths: [Double], rate: Rational = Rational(30), order: Int? = nil,
    change: (Int, inout ShotMetrics) -> Void = { _, _ in }
  ) -> SourceFootage {
    var start = 0.0
    let shots = lengths.enumerated().map { index, length in
      defer { start += length }
      let print = UInt64(truncatingIfNeeded: number * 1000 + index + 1) &* 0x9e37_79b9_7f4a_7c15
      var metrics = ShotMetrics(
        motion: Double((number * 7 + index * 3) % 11) + 0.5, fingerprints: [print], score: 0.6)
      change(index, &metrics)
      return Shot(
        range: TimeRange(start: MediaTime(seconds: start), end: MediaTime(seconds: start + length)),
        metrics: metrics)
    }
    let total = lengths.reduce(0, +)
    return SourceFootage(
      content: ContentKey(String(format: "f%04d", number)), name: "clip\(number).mp4",
      order: order ?? number,
      analysis: FootageAnalysis(
        info: info(rate: rate), duration: MediaTime(seconds: total),
        decodedFrames: Int(total * rate.value), decodeFailures: 0, shots: shots))
  }

  /// Files of one shot each.
  package static func files(_ count: Int, seconds: Double) -> [SourceFootage] {
    (0..<count).map { file($0, shots: [seconds]) }
  }

  package static func info(
    width: Int = 1920, height: Int = 1080, rate: Rational = Rational(30),
    turned: Int = 0, sampleAspect: Rational = Rational(1)
  ) -> MediaInfo {
    MediaInfo(
      container: "mov",
      video: VideoStream(
        codec: "h264", width: width, height: height, sampleAspect: sampleAspect,
        orientation: Orientation(clockwise: turned), frameRate: rate, timebase: Rational(1, 90_000))
    )
  }
}
