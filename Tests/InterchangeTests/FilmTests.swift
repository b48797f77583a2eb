// SPDX-License-Identifier: GPL-3.0-or-later

@testable import Interchange
internal import Media
internal import Testing

struct FilmTests {
  @Test func `a content is found as its file, a lost one keeps its key`() throws {
    let film = try Films.film()
    #expect(film.file(Films.first).path == "../DCIM/GX010023.MP4")
    #expect(film.file(ContentKey("ff")).path == "ff")
    #expect(film.file(ContentKey("ff")).duration == nil)
  }

  @Test(arguments: [("../DCIM/a.mp4", "a.mp4"), ("a.mp4", "a.mp4"), ("dir/", "dir"), ("", "")])
  func `the name is the path's last part`(path: String, name: String) {
    #expect(MediaFile(content: Films.first, path: path).name == name)
  }

  @Test(
    arguments: [
      (24, 60, -76), (30, 10, -76), (600, 24, 600), (83, 1, -76),
      // Over the span's ends, and over a gap.
      (20, 10, nil), (80, 10, nil), (600, 25, nil),
    ] as [(Int, Int, Int?)])
  func `a proxy is of a span that holds all frames, counted as the source`(
    start: Int, count: Int, first: Int?
  ) {
    let format = HouseFormat(canvas: PixelSize(width: 16, height: 16), frameRate: Rational(25))
    // In the file: 600 to 623 first, then 76 frames from 700, then 24 to 83.
    let spans = [(600, 24, 0), (700, 76, 24), (24, 60, 100)].map {
      PieceSpan(frames: FrameSpan(start: $0, count: $1), offset: $2, groups: [])
    }
    let piece = Piece(source: Films.first, format: format, houseID: "", spans: spans)
    let proxy = Proxy(of: FrameSpan(start: start, count: count), in: piece, path: "/p")
    #expect(proxy == first.map { Proxy(path: "/p", frames: FrameSpan(start: $0, count: 160)) })
  }
}
