// SPDX-License-Identifier: GPL-3.0-or-later

import Catalog
import Foundation
import Interchange
import Linux
import Media
import TestSupport
import Testing

@testable import Pipeline

@Suite(.serialized, .timeLimit(.minutes(5)))
struct StoreProxiesTests {
  @Test func `a clip has a proxy where one piece has all that is seen of it`() throws {
    let tree = try Tree()
    let store = try Store(
      StorePlaces(
        state: tree.path.joining("state"), cache: tree.path.joining("cache"), second: "/mnt/big"))
    let format = HouseFormat(canvas: PixelSize(width: 320, height: 180), frameRate: Rational(30))
    func piece(_ name: String, _ source: String, _ start: Int, _ count: Int) -> StoredPiece {
      let span = PieceSpan(frames: FrameSpan(start: start, count: count), offset: 0, groups: [])
      return StoredPiece(
        piece: Piece(source: ContentKey(source), format: format, houseID: "", spans: [span]),
        file: PieceFile(name: name, byteCount: 1, lastUsed: 1))
    }
    let clips = [("a", 100), ("b", 100), ("c", 100), ("a", 300)].enumerated().map {
      Clip(
        content: ContentKey($1.0), source: FrameSpan(start: $1.1, count: 30), timelineStart: 30 * $0
      )
    }
    let film = try Timeline(
      frameRate: Rational(30), clips: clips, soundtrack: nil,
      transitions: [Transition(cut: 60, kind: .dissolve, before: 4, after: 6)])
    var far = piece("far.mp4", "a", 288, 60)
    far.file.place = .second("disk")
    let pieces = [
      piece("a1.mp4", "a", 100, 15), piece("a2.mp4", "a", 115, 15),
      // As long as the clip, but not as what goes on into the dissolve.
      piece("b.mp4", "b", 100, 30), piece("c.mp4", "c", 96, 48), far,
    ]
    let proxies = store.proxies(for: film, in: pieces)
    #expect(proxies.keys.sorted() == [60, 90])
    #expect(proxies[60]?.path == tree.folder.file("cache/pieces/c.mp4"))
    #expect(proxies[60]?.frames == FrameSpan(start: 96, count: 48))
    #expect(proxies[90]?.path == "/mnt/big/pieces/far.mp4")
  }

  @Test func `the document of a film names pieces that are there`() async throws {
    let room = try Workroom(
      clips: [.clock, .waves], song: Workroom.song(), config: "height: 180\nduration: 4\n",
      isMeasured: true)
    _ = try await Preparing(room.workshop).prepare(FootageSet(folder: room.folder))
    _ = try await MontageMaker(room.workshop).makeAll(of: room.project())
    let text = try #require(room.tree.text("project/montages/montage.otio"))
    let urls = text.matches(of: #/"file://([^"]+)"/#).map { String($0.1) }
    #expect(!urls.isEmpty)
    for path in urls { #expect(FileManager.default.fileExists(atPath: path), "\(path)") }
  }
}
