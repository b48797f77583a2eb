// SPDX-License-Identifier: GPL-3.0-or-later

import CFFmpeg
import Testing

@testable import FFmpeg

struct OptionsTests {
  @Test func `what nobody took is left over, in order`() throws {
    var options = try Options(["crf": "20"])
    try options.set("preset", "veryfast")
    try options.set("crf", "21")
    #expect(options.leftover.sorted() == ["crf", "preset"])
    #expect(try Options().leftover.isEmpty)
  }

  @Test func `what FFmpeg understands is taken`() throws {
    var options = try Options(["flags": "+bitexact", "crff": "20"])
    let context = avcodec_alloc_context3(nil)
    defer {
      var context = context
      avcodec_free_context(&context)
    }
    #expect(av_opt_set_dict(context, &options.pointer) >= 0)
    #expect(options.leftover == ["crff"])
  }
}
