// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Linux
import Media
import Testing

@testable import Pipeline

struct ClickingTests {
  @Test func `a song with clicks is a file of the song's length, in place of what was there`()
    async throws
  {
    let room = try Workroom(song: Workroom.song())
    let song = try await FileMeasures(room.workshop).music(room.folder.joining("song.wav"))
    try room.tree.write("before", to: "clicks.wav")
    let output = room.tree.path.joining("clicks.wav")
    try await Clicking(room.workshop).click(song, to: output)
    let size = try FileStatus.read(output).size
    #expect(abs(Double(size) / 4 / 48_000 - song.analysis.duration.seconds) < 0.01)
  }

  @Test func `a place that cannot be written is said`() async throws {
    let room = try Workroom(song: Workroom.song())
    let song = try await FileMeasures(room.workshop).music(room.folder.joining("song.wav"))
    let folder = await #expect(throws: MontageFailure.self) {
      try await Clicking(room.workshop).click(song, to: room.folder)
    }
    #expect(folder?.kind == .output)
    let missing = await #expect(throws: MontageFailure.self) {
      try await Clicking(room.workshop).click(song, to: room.folder.joining("none/a.wav"))
    }
    #expect(missing?.sentence.contains("there is no such folder") == true)
  }
}
