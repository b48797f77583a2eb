// SPDX-License-Identifier: GPL-3.0-or-later

import Media
import Testing

@testable import Footage

struct KeyFrameStepTests {
  private func step(_ earlier: FootagePicture, _ later: FootagePicture) -> KeyFrameStep {
    var later = later
    later.time = MediaTime(seconds: 1)
    return KeyFrameStep(
      from: ExaminedPicture(keyFrame: earlier), to: ExaminedPicture(keyFrame: later))
  }

  @Test(arguments: [0, 0.01, 0.03, 0.06])
  func `a moved camera shows the same scene`(x: Double) {
    let step = step(Scene(seed: 1).picture(), Scene(seed: 1).picture(x: x))
    #expect(!step.isReplaced)
    #expect(step.isStill == (x == 0))
    #expect(step.seconds == 1)
  }

  @Test(arguments: [2, 3, 4, 5, 6, 7] as [UInt64])
  func `another scene replaces everything`(seed: UInt64) {
    let step = step(Scene(seed: 1).picture(), Scene(seed: seed).picture())
    #expect(step.isReplaced)
    #expect(step.isChanged)
    #expect(!step.isStill)
  }

  @Test func `light alone replaces nothing`() {
    let scene = Scene(seed: 1).picture()
    #expect(!step(scene, scene.mapped { $0 + 30 }).isReplaced)
    #expect(!step(scene, scene.mapped { $0 + 30 }).isStill)
  }

  @Test func `black to picture is a boundary, black to black is none`() {
    let scene = Scene(seed: 1).picture()
    #expect(step(.plain(16), scene).isReplaced)
    #expect(step(scene, .plain(235)).isReplaced)
    #expect(!step(.plain(16), .plain(16)).isReplaced)
  }
}
