// SPDX-License-Identifier: GPL-3.0-or-later

import CFFmpeg
import Testing

@testable import FFmpeg

struct AllowListTests {
  /// Decoders that a distribution may leave out.
  static let optional: Set = [
    "libdav1d", "libopus", "libopencore_amrnb", "libopencore_amrwb", "cfhd",
  ]

  @Test(arguments: AllowList.decoders)
  func `every decoder is FFmpeg's name of one`(name: String) {
    #expect(avcodec_find_decoder_by_name(name) != nil || Self.optional.contains(name))
  }

  @Test(arguments: AllowList.demuxers)
  func `every demuxer is FFmpeg's name of one`(name: String) {
    #expect(av_find_input_format(name) != nil)
  }

  @Test(arguments: ["hls", "concat", "dash", "sdp", "rtsp", "imf", "image2", "lavfi", "caf", "ea"])
  func `what opens other files, or is no camera's, is not on the list`(name: String) {
    #expect(!AllowList.demuxers.contains(name))
  }

  @Test(arguments: ["magicyuv", "png", "gif", "exr", "ffv1", "rawvideo", "ansi", "bink"])
  func `what no camera writes is not decoded`(name: String) {
    #expect(!AllowList.decoders.contains(name))
  }
}
