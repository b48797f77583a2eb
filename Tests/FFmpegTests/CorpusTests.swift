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
    let counted = Int(
      String(decoding: answer, as: UTF8.self).split(separator: "\n").first ?? "") ?? -1
    #expect(times.count == counted)
    #expect(times.first == .zero)
    #expect(zip(times, times.dropFirst()).allSatisfy(<))
  }
}
