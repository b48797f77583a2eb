// SPDX-License-Identifier: GPL-3.0-or-later

import CFFmpeg
import TestSupport
import Testing

@testable import FFmpeg

struct DeviceSampleTests {
  @Test func `it tells a device that is right from one that is not`() throws {
    let studio = try Studio()
    #expect(try Device.fake().isRight(writingTo: studio.output("a.mp4")))
    #expect(try Device.interleaving().isRight(writingTo: studio.output("b.mp4")))
    let wrong = Device.fake { frame, _ in
      Device.spoil(frame, plane: 1)
      return 0
    }
    #expect(try !wrong.isRight(writingTo: studio.output("c.mp4")))
    let failing = Device.fake { _, _ in cff_error_io }
    #expect(try !failing.isRight(writingTo: studio.output("d.mp4")))
  }
}
