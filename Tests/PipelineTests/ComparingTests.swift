// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Linux
import Media
import TestSupport
import Testing

@testable import Pipeline

struct ComparingTests {
  private let room: Workroom

  init() throws { room = try Workroom(clips: [.clock, .fractal]) }

  private func compare(_ first: String, _ second: String) async throws -> String? {
    do throws(MontageFailure) {
      _ = try await Comparing(room.workshop)
        .compare(room.folder.joining(Path(first)), room.folder.joining(Path(second)))
      return nil
    } catch {
      return error.sentence
    }
  }

  @Test func `two clips are compared by workers`() async throws {
    let answer = try await Comparing(room.workshop)
      .compare(room.folder.joining("clock.mp4"), room.folder.joining("fractal.mp4"))
    #expect(answer.first.frames == answer.likeness.frames)
    #expect(try #require(answer.likeness.similarity).mean < 0.9)
  }

  @Test func `the film that cannot be read is named, first or second`() async throws {
    try room.tree.write(Data("no film".utf8), to: "project/text.mp4")
    let sentence = "text.mp4: not a video that can be read; name another film"
    #expect(try await compare("text.mp4", "clock.mp4") == sentence)
    #expect(try await compare("clock.mp4", "text.mp4") == sentence)
    try room.tree.write(SampleMedia.tone(seconds: 1), to: "project/song.wav")
    #expect(
      try await compare("clock.mp4", "song.wav")
        == "song.wav: holds no moving picture that can be decoded; name another film")
  }
}
