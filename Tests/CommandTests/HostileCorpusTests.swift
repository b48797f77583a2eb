// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

/// Files that were made or found to break media programs, all in one project, where a developer has them.
@Suite(.timeLimit(.minutes(4)), .serialized)
struct HostileCorpusTests {
  /// Files that no film can show, and what is to be said of each.
  static let unusable = [
    "all_zero_1MiB.mp4": "incomplete", "fps_1_per_hour.mkv": "holds no moving picture",
    "garbage.mp4": "not a video", "midfile_corruption.mp4": "damaged (got ",
    "nested_moov_bomb.mp4": "", "real_16384x8192_1frame.mp4": "not a video",
    "repo_androidx_sample_vvc.mp4": "holds no moving picture",
    "repo_fate_two_first_slice.mp4": "", "repo_fate_wmv_drm.wmv": "damaged (got ",
    "stsz_count_4G.mp4": "not a video", "text.mkv": "not a video", "timescale_zero.mp4": "damaged",
    "tiny_1x1.mkv": "holds no moving picture", "truncated_no_moov.mp4": "incomplete",
    "zero_byte.mp4": "empty", "png_renamed.mov": "",
  ]

  @Test(.enabled(if: Corpus.isPresent))
  func `a film comes of good clips among hostile ones, each of which is named`() throws {
    let desk = try Desk()
    try desk.bring(clips: 3, config: "music: song.wav\nheight: 180\nfps: 30\nduration: 8\n")
    for path in Corpus.files("broken/open") {
      let name = URL(fileURLWithPath: path).lastPathComponent
      try FileManager.default.copyItem(atPath: path, toPath: desk.path(name))
    }
    let (program, document) = try desk.make()
    #expect(program.status == 0, "\(program.errors)")
    #expect(try desk.film().frames == 240)
    let unused = document["montages"][0]["unused"].items
    var reasons: [String: String] = [:]
    for file in unused {
      let name = try #require(file["source"].text)
      #expect(reasons[name] == nil, "\(name) is named twice")
      reasons[name] = file["reason"].text
    }
    for (name, start) in Self.unusable {
      let reason = try #require(reasons[name], "\(name) is not named")
      #expect(reason.hasPrefix(start), "\(name): \(reason)")
      #expect(reason.contains("; "), "\(name): \(reason)")
      #expect(program.errors.contains("montagectl: \(name): \(reason)\n"))
    }
    // What decodes is never called broken.
    for name in ["odd_321x241.mp4", "trailing_garbage.mp4", "ts_wrap.ts", "negative_start.mkv"] {
      #expect(!program.errors.contains(name))
    }
  }

  @Test(
    .enabled(if: Corpus.isPresent),
    arguments: [
      "silence_60s.flac", "wav_header_only.wav", "video_only_named.wav", "nan_inf_float.wav",
      "channels_64.wav", "rate_1000Hz.wav", "dc_offset_clipped.wav", "truncated.ogg",
      "cover_art_only.m4a",
    ])
  func `a hostile song is a song or a sentence`(song: String) throws {
    let desk = try Desk()
    try desk.bring(clips: 2, config: "music: \(song)\nheight: 180\n")
    try FileManager.default.copyItem(
      atPath: try #require(Corpus.folder) + "/broken/open/" + song, toPath: desk.path(song))
    let program = try desk.montagectl("plan", desk.project, "--json")
    switch program.status {
    case 0: #expect(try #require(try program.document()["frames"].count) >= 30)
    case 65:
      #expect(program.complaints.count == 1)
      #expect(program.errors.contains("; "))
    default: Issue.record("\(program.status): \(program.errors)")
    }
    let isSong = ["rate_1000Hz.wav", "truncated.ogg", "cover_art_only.m4a"].contains(song)
    #expect((program.status == 0) == isSong, "\(program.errors)")
  }
}
