// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Media
import TestSupport
import Testing

@testable import FFmpeg

@Suite(.enabled(if: Corpus.isPresent))
struct BrokenFilesTests {
  @Test(.timeLimit(.minutes(2)), arguments: Corpus.files("broken/open"))
  func `a broken file is read or refused, never hangs`(path: String) throws {
    let file = try MediaFile(path)
    let pictures = try? Self.countPictures(file)
    let samples = try? Self.countSamples(file)
    let name = URL(fileURLWithPath: path).lastPathComponent
    if let expected = Self.pictures[name] { #expect(pictures == expected) }
    if Self.refused.contains(name) { #expect(pictures == nil && samples == nil) }
  }

  /// Odd but whole: every picture must come out.
  static let pictures = [
    "negative_start.mkv": 100, "ts_wrap.ts": 100, "trailing_garbage.mp4": 100,
    "odd_321x241.mp4": 100, "declared_0x0.mp4": 100, "repo_androidx_sample_empty_track.mp4": 30,
    "all_same_frame.mp4": 125, "two_frames.mp4": 2, "ten_video_streams.mkv": 10,
    "thin_4096x16.mp4": 25, "video_only_named.wav": 100,
  ]

  static let refused = [
    "truncated_no_moov.mp4", "zero_byte.mp4", "garbage.mp4", "text.mkv", "all_zero_1MiB.mp4",
    "png_renamed.mov", "stsz_count_4G.mp4", "nested_moov_bomb.mp4", "real_16384x8192_1frame.mp4",
    "repo_androidx_sample_vvc.mp4",
  ]

  private static func countPictures(_ file: MediaFile) throws(FFmpegError) -> Int {
    var reader = try FootageReader(descriptor: file.descriptor)
    var picture = FootagePicture()
    var last: MediaTime?
    while try reader.next(into: &picture) {
      if let last { #expect(last < picture.time) }
      last = picture.time
    }
    return reader.decodedFrames
  }

  private static func countSamples(_ file: MediaFile) throws(FFmpegError) -> Int {
    var reader = try AudioReader(descriptor: file.descriptor, sampleRate: 22050, channels: 1)
    var samples: [Float] = []
    var count = 0
    while try reader.read(into: &samples, count: 22050) > 0 {
      count += samples.count
      if !samples.allSatisfy({ $0.isFinite }) { Issue.record("not a number") }
    }
    return count
  }
}
