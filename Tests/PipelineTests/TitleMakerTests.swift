// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Jobs
import Linux
import Media
import TestSupport
import Testing
import Workers

@testable import Pipeline

@Suite(.serialized)
struct TitleMakerTests {
  private let canvas = PixelSize(width: 320, height: 180)

  private func maker(_ room: PosedWorkers, _ worker: Path) -> TitleMaker {
    TitleMaker(
      store: room.store, pool: WorkerPool(executable: worker, width: 1), subject: "film")
  }

  /// A worker that answers `text` and writes `count` bytes.
  private func posing(_ room: PosedWorkers, _ text: String, count: Int = 0) throws -> TitleMaker {
    try room.write(
      "#!/bin/sh\nPATH=/usr/bin:/bin\nread order\nhead -c \(count) /dev/zero >&3\necho '\(text)'\n",
      to: "worker")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o700], ofItemAtPath: room.folder.file("worker"))
    return maker(room, Path(room.folder.file("worker")))
  }

  @Test func `a title is drawn by a worker, the same one each time`() async throws {
    let room = try PosedWorkers()
    let maker = maker(room, try WorkerProgram.locate())
    let first = try await maker.draw("Iceland 2026", canvas: canvas)
    let bitmap = try #require(first.bitmap)
    #expect(first.notes.isEmpty)
    #expect(bitmap.size.width <= 320 && bitmap.size.height <= 180)
    #expect(bitmap.file.status.size == Int64(4 * bitmap.size.width * bitmap.size.height))
    #expect(try await maker.draw("Iceland 2026", canvas: canvas).bitmap?.key == bitmap.key)
    #expect(try await maker.draw("Iceland 2025", canvas: canvas).bitmap?.key != bitmap.key)
    // Nothing stays behind.
    #expect(try Directory.entries(room.store.pieceFolder).isEmpty)
  }

  @Test func `a glyph that is missing is named, and the rest is drawn`() async throws {
    let room = try PosedWorkers()
    let drawn = try await maker(room, try WorkerProgram.locate())
      .draw("a\u{E000}", canvas: canvas)
    #expect(drawn.bitmap != nil)
    #expect(drawn.notes == ["title: no font has a glyph for U+E000; install fonts-noto"])
  }

  @Test(arguments: [
    "{\"failure\":{\"reason\":\"outOfMemory\",\"detail\":\"x\"}}", "nonsense",
    // A bitmap that is larger than the canvas, or than its file.
    "{\"answer\":{\"size\":{\"width\":4000,\"height\":2},\"missing\":[],\"isShortened\":false}}",
    "{\"answer\":{\"size\":{\"width\":10,\"height\":2},\"missing\":[],\"isShortened\":false}}",
    "{\"answer\":{\"size\":{\"width\":-5,\"height\":-5},\"missing\":[],\"isShortened\":false}}",
  ])
  func `a worker that fails or lies costs the title, not the film`(answer: String) async throws {
    let room = try PosedWorkers()
    let drawn = try await posing(room, answer, count: 100).draw("a", canvas: canvas)
    #expect(drawn.bitmap == nil)
    #expect(drawn.notes.count == 1 && drawn.notes[0].hasPrefix("title: "))
  }

  @Test func `only characters of the text are named, and not too many`() {
    let text =
      "🧿\u{E000}" + String((0x4E00..<0x4E20).compactMap(Unicode.Scalar.init).map(Character.init))
    let missing = text.unicodeScalars.map { String($0) } + ["<", "\u{1B}"]
    let answer = TitleJob.Answer(size: nil, missing: missing, isShortened: true)
    #expect(
      TitleMaker.notes(on: answer, text: text) == [
        "title: no font has a glyph for U+1F9FF 🧿, U+E000, U+4E00 一, U+4E01 丁, U+4E02 丂, "
          + "U+4E03 七, U+4E04 丄, U+4E05 丅 and 26 more; install fonts-noto",
        "title: its end does not fit into three lines; write a shorter one",
      ])
  }
}
