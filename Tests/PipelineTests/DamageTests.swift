// SPDX-License-Identifier: GPL-3.0-or-later

import Media
import Testing

@testable import Pipeline

struct DamageTests {
  /// A file's measures as tests vary them; times in seconds.
  struct Measures: Sendable {
    var frames: Int
    var failures = 0
    var promised: Int?
    var length: Double
    var container: Double?
    var shots = 1
  }

  private func sentence(_ measures: Measures) -> String? {
    let stream = VideoStream(
      codec: "h264", width: 320, height: 180, frameRate: Rational(25), timebase: Rational(1, 25),
      frameCount: measures.promised)
    let end = MediaTime(seconds: measures.length)
    let shot = Shot(range: TimeRange(start: .zero, end: end), metrics: ShotMetrics())
    return Damage.sentence(
      for: FootageAnalysis(
        info: MediaInfo(
          container: "mov", duration: measures.container.map { MediaTime(seconds: $0) },
          video: stream),
        duration: end, decodedFrames: measures.frames, decodeFailures: measures.failures,
        shots: Array(repeating: shot, count: measures.shots)))
  }

  @Test(arguments: [
    // Whole.
    Measures(frames: 100, promised: 100, length: 4, container: 4),
    // Without any promise.
    Measures(frames: 100, length: 4),
    // The sound goes on.
    Measures(frames: 390, promised: 390, length: 13, container: 16.6),
    Measures(frames: 474, length: 34.2, container: 36),
    // An edit list hides frames that the container counts.
    Measures(frames: 77, promised: 86, length: 2.57, container: 2.55),
    Measures(frames: 4, promised: 5, length: 0.133, container: 0.107),
    // Fields or parts of pictures are counted as frames.
    Measures(frames: 163, failures: 2, promised: 660, length: 10.8, container: 11),
    // A recording that starts within a group of pictures.
    Measures(frames: 17, failures: 6, length: 0.57, container: 0.94),
    Measures(frames: 9_990, failures: 150, length: 400),
    // A still with sound: the planner says that it is too short.
    Measures(frames: 1, failures: 1, length: 0.04, container: 30),
    // One short of the promise.
    Measures(frames: 105, promised: 106, length: 4.38, container: 4.42),
  ])
  func `footage that can be shown is used`(measures: Measures) {
    #expect(sentence(measures) == nil)
  }

  @Test(
    arguments: [
      (Measures(frames: 34, promised: 221, length: 2.3, container: 31.5), "34 of 221 frames"),
      (Measures(frames: 1, promised: 100, length: 1, container: 4), "1 of 100 frames"),
      (Measures(frames: 50, promised: 100, length: 2), "50 of 100 frames"),
      (
        Measures(frames: 79, failures: 22, promised: 100, length: 4, container: 4),
        "78 of 100 frames"
      ),
      (Measures(frames: 115, failures: 90, length: 6.8, container: 5.8), "115 of 205 frames"),
      (Measures(frames: 11, length: 0.43, container: 8.34), "0.4 of 8.3 seconds"),
    ])
  func `footage that lacks pictures is named`(measures: Measures, got: String) {
    #expect(sentence(measures) == "damaged (got \(got)); copy it again from the camera")
  }

  @Test func `a file without a picture that lasts is named`() {
    #expect(
      sentence(Measures(frames: 0, length: 0, shots: 0))
        == "holds no picture that lasts; take it out of the folder")
  }
}
