// SPDX-License-Identifier: GPL-3.0-or-later

import CFFmpeg
import Foundation
import Testing

@testable import FFmpeg

struct FFmpegErrorTests {
  @Test func `says the call and the library's own words`() {
    let error = FFmpegError(code: -ENOSPC, call: "pwrite")
    #expect(error.description == "pwrite: No space left on device")
    #expect(
      FFmpegError(code: cff_error_invalid_data, call: "x").description
        == "x: Invalid data found when processing input")
    #expect(FFmpegError(code: -99_999, call: "x").description.contains("99999"))
  }

  @Test func `each cause is told from the others`() {
    func causes(_ code: Int32, _ call: String = "x") -> [Bool] {
      let error = FFmpegError(code: code, call: call)
      return [
        error.isInterruption, error.isInvalidData, error.isMissingStream, error.isMissingDecoder,
        error.isOutOfMemory, error.isReadError, error.isWriteError,
      ]
    }
    func only(_ index: Int) -> [Bool] { (0..<7).map { $0 == index } }
    #expect(causes(FFmpegError.interrupted.code) == only(0))
    #expect(causes(cff_error_invalid_data) == only(1))
    // What FFmpeg answers for a format outside the allow-list.
    #expect(causes(-EINVAL, "avformat_open_input") == only(1))
    #expect(causes(-EINVAL) == only(9))
    #expect(causes(cff_error_stream_not_found) == only(2))
    #expect(causes(cff_error_decoder_not_found) == only(3))
    #expect(causes(-ENOMEM) == only(4))
    #expect(causes(-EIO) == only(5))
    #expect(causes(-ESTALE, "pread") == only(5))
    #expect(causes(-ENOSPC, "pwrite") == only(6))
  }

  @Test func `negative answers and null become errors`() throws {
    #expect(throws: FFmpegError(code: -5, call: "call")) { try check(-5, "call") }
    #expect(try check(7, "call") == 7)
    #expect(throws: FFmpegError(code: -ENOMEM, call: "call")) {
      try required(Int?.none, "call")
    }
    #expect(try required(3, "call") == 3)
  }
}
