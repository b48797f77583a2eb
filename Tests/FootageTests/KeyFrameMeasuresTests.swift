// SPDX-License-Identifier: GPL-3.0-or-later

import Media
import Testing

@testable import Footage

struct KeyFrameMeasuresTests {
  /// Measures of a scene that moves so far each second.
  private func shot(drift: Double, pictures: Int) -> Shot {
    var measures = KeyFrameMeasures(start: .zero)
    var before: ExaminedPicture?
    for number in 0..<pictures {
      var picture = Scene(seed: 3).picture(x: Double(number) * drift, withOverview: true)
      picture.time = MediaTime(seconds: Double(number))
      let examined = ExaminedPicture(keyFrame: picture)
      if let before { measures.add(KeyFrameStep(from: before, to: examined)) }
      before = examined
      measures.add(PictureMeasures(keyFrame: picture))
    }
    return measures.shot(end: MediaTime(seconds: Double(pictures)))
  }

  @Test func `more change is more motion`() {
    let motions = [0, 0.01, 0.2].map { shot(drift: $0, pictures: 5).metrics.motion }
    #expect(motions[0] == 0)
    #expect(motions[0] < motions[1] && motions[1] < motions[2])
  }

  @Test func `what key frames cannot tell is neither good nor bad`() {
    let shot = shot(drift: 0.01, pictures: 5)
    #expect((0.05...0.2).contains(shot.metrics.shake))
    #expect((0.05...0.2).contains(shot.metrics.pan))
    #expect(shot.metrics.score == ShotScore.value(of: shot.metrics))
    #expect(shot.stills.isEmpty)
  }

  @Test func `one picture says nothing of motion`() {
    #expect(shot(drift: 0, pictures: 1).metrics.motion == 1)
    #expect(shot(drift: 0, pictures: 1).stills.isEmpty)
  }

  @Test func `a still picture is still for as long as it is seen`() {
    let shot = shot(drift: 0, pictures: 4)
    #expect(shot.stills == [TimeRange(start: .zero, end: MediaTime(seconds: 3))])
    #expect(shot.metrics.shake == 0)
  }
}
