// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Media
import TestSupport
import Testing

@testable import FFmpeg

@Suite(.enabled(if: Corpus.isPresent))
struct CorpusTests {
  @Test(arguments: Corpus.files("footage/open"))
  func `footage decodes to as many frames as ffprobe counts`(path: String) throws {
    let file = try MediaFile(path)
    var reader = try VideoReader(descriptor: file.descriptor, purpose: .rendering)
    let frame = try Frame()
    var times: [MediaTime] = []
    while let time = try reader.next(into: frame) { times.append(time) }
    let index = try Demuxer(descriptor: file.descriptor).videoIndex ?? 0
    let answer = try Shell.run(
      "ffprobe", "-v", "error", "-select_streams", "\(index)", "-count_frames", "-show_entries",
      "stream=nb_read_frames", "-of", "default=nk=1:nw=1", path)
    let counted =
      Int(
        String(decoding: answer, as: UTF8.self).split(separator: "\n").first ?? "") ?? -1
    #expect(times.count == counted)
    #expect(times.first == .zero)
    #expect(zip(times, times.dropFirst()).allSatisfy(<))
  }

  @Test(arguments: Corpus.files("footage/open"))
  func `pictures after a seek in footage are those of a straight read`(path: String) throws {
    let file = try MediaFile(path)
    var sums: [MediaTime: Int] = [:]
    let frame = try Frame()
    var reader = try VideoReader(descriptor: file.descriptor, purpose: .analysis)
    var end = MediaTime.zero
    while sums.count < 400, let time = try reader.next(into: frame) {
      sums[time] = Plane(frame, component: 0)?.copy().pixels.hashValue
      end = time
    }
    for part in [0.5, 0.9, 0.1] {
      let goal = MediaTime(seconds: end.seconds * part)
      try reader.seek(to: goal)
      var count = 0
      while count < 20, let time = try reader.next(into: frame), time <= end {
        if count == 0 { #expect(time <= goal) }
        let sum = Plane(frame, component: 0)?.copy().pixels.hashValue
        // FFmpeg's WMV 8 decoder carries its intra predictor over from before the key frame.
        let isExact = !path.hasSuffix("x8intra.wmv")
        #expect(isExact ? sums[time] == sum : sums[time] != nil, "\(time.seconds)")
        count += 1
      }
      #expect(count > 0)
    }
  }

  @Test(arguments: Corpus.files("music/open"))
  func `music is read to its promised end`(path: String) throws {
    let file = try MediaFile(path)
    var reader = try AudioReader(descriptor: file.descriptor, sampleRate: 11025, channels: 1)
    var samples: [Float] = []
    var count = 0
    while try reader.read(into: &samples, count: 11025) > 0 { count += samples.count }
    let promised = try #require(reader.info.duration?.seconds)
    let failures = reader.decodeFailures
    #expect(abs(Double(count) / 11025 - promised) < 0.1)
    #expect(failures == 0)
  }
}
