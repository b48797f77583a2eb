// SPDX-License-Identifier: GPL-3.0-or-later

import CFFmpeg
import Testing

@testable import FFmpeg

struct FFmpegErrorTests {
  @Test(
    arguments: [
      (cff_error_exit, "interruption"), (cff_error_invalid_data, "data"),
      (cff_error_stream_not_found, "stream"), (cff_error_decoder_not_found, "decoder"),
      (cff_error_memory, "memory"), (cff_error_io, "read"), (cff_error_permission, ""),
    ] as [(Int32, String)])
  func `a code means one thing`(code: Int32, meaning: String) {
    let error = FFmpegError(code: code, call: "x")
    #expect(error.isInterruption == (meaning == "interruption"))
    #expect(error.isInvalidData == (meaning == "data"))
    #expect(error.isMissingStream == (meaning == "stream"))
    #expect(error.isMissingDecoder == (meaning == "decoder"))
    #expect(error.isOutOfMemory == (meaning == "memory"))
    #expect(error.isReadError == (meaning == "read"))
  }

  @Test func `an error says the call and FFmpeg's reason`() {
    let error = FFmpegError(code: cff_error_invalid_data, call: "avformat_open_input")
    #expect(
      error.description == "avformat_open_input: Invalid data found when processing input")
  }

  @Test func `negative answers and nulls become errors, others pass`() throws {
    #expect(try check(7, "x") == 7)
    #expect(try check(0, "x") == 0)
    #expect(throws: FFmpegError(code: cff_error_io, call: "x")) { try check(cff_error_io, "x") }
    #expect(try required(Int?.some(3), "x") == 3)
    #expect(throws: FFmpegError(code: cff_error_memory, call: "x")) {
      try required(Int?.none, "x")
    }
  }
}
