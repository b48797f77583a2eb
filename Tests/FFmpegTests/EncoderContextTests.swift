// SPDX-License-Identifier: GPL-3.0-or-later

import CFFmpeg
import Testing

@testable import FFmpeg

struct EncoderContextTests {
  @Test func `an encoder that this build lacks is named`() {
    let error = #expect(throws: FFmpegError.self) {
      _ = try EncoderContext(codec: "no_such_encoder").header
    }
    #expect(error?.description.contains("no_such_encoder") == true)
  }

  @Test func `an encoder that does not open counts as missing, unless memory is`() throws {
    let context = try EncoderContext(codec: "libx264")
    // No picture has no width.
    let error = #expect(throws: FFmpegError.self) { try context.open(try Options([:])) }
    #expect(error?.isMissingEncoder == true)
    #expect(error?.description.contains("libx264") == true)
  }

  @Test func `a misspelt option is a programmer's error`() async {
    await #expect(processExitsWith: .failure) {
      let context = try EncoderContext(codec: "libx264")
      context.pointer.pointee.width = 64
      context.pointer.pointee.height = 64
      context.pointer.pointee.time_base.num = 1
      context.pointer.pointee.time_base.den = 30
      try context.open(try Options(["crff": "20"]))
    }
  }
}
