// SPDX-License-Identifier: GPL-3.0-or-later

import CFFmpeg
import Testing

@testable import FFmpeg

struct LimitsTests {
  @Test func `no library takes half a gigabyte at once, or prints`() {
    Limits.apply()
    #expect(av_malloc(513 << 20) == nil)
    let honest = av_malloc(1 << 20)
    #expect(honest != nil)
    av_free(honest)
    #expect(av_log_get_level() == AV_LOG_QUIET)
  }

  @Test func `8K pictures and studio sound are within limits`() {
    #expect(Limits.pixels >= 8192 * 4320)
    #expect(Limits.pixels < 16_384 * 8192)
    #expect([8000, 44_100, 48_000, 192_000].allSatisfy(Limits.sampleRates.contains))
    #expect(!Limits.sampleRates.contains(1))
  }
}
