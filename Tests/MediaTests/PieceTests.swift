// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import Testing

struct PieceTests {
  private let piece = Piece(
    source: ContentKey("c1"),
    format: HouseFormat(canvas: PixelSize(width: 640, height: 360), frameRate: Rational(25)),
    houseID: "ab12",
    spans: [
      PieceSpan(
        frames: FrameSpan(start: 100, count: 20), offset: 0,
        groups: [
          PictureGroup(frameCount: 12, digest: "d0"), PictureGroup(frameCount: 8, digest: "d1"),
        ]),
      PieceSpan(
        frames: FrameSpan(start: 7, count: 3), offset: 20,
        groups: [PictureGroup(frameCount: 3, digest: "d2")]),
    ])

  @Test func `JSON keeps a piece to the last digest`() throws {
    #expect(try Coding.roundTrip(piece) == piece)
  }

  @Test func `a span ends before its end`() {
    #expect(FrameSpan(start: 100, count: 20).end == 120)
    #expect(FrameSpan(start: 5, count: 0).end == 5)
  }

  @Test func `an order asks for no entries unless told`() throws {
    let order = SpanOrder(frames: FrameSpan(start: 3, count: 9))
    #expect(order.entries.isEmpty)
    let other = SpanOrder(frames: order.frames, entries: [5, 8])
    #expect(try Coding.roundTrip([order, other]) == [order, other])
  }

  @Test(arguments: [
    "\"houseID\"", "\"spans\"", "\"digest\"", "\"frameCount\"", "\"source\"", "\"offset\"",
  ])
  func `a piece that lacks something is refused`(key: String) throws {
    let json = try Coding.json(piece).replacing(key, with: "\"other\"")
    #expect(Coding.refuses(Piece.self, json))
  }

  @Test(arguments: ["1.5", "\"1\"", "null", "[]", "9223372036854775808"])
  func `a frame number is a whole number`(number: String) {
    #expect(Coding.refuses(FrameSpan.self, "{\"start\":\(number),\"count\":1}"))
  }
}
