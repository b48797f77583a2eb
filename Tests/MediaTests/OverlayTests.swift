// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import Testing

struct OverlayTests {
  private func overlay(_ frames: FrameSpan, fadeIn: Int, fadeOut: Int) -> Overlay {
    Overlay(
      bitmap: ContentKey("t"), size: PixelSize(width: 10, height: 5), x: 0, y: 0, frames: frames,
      fadeIn: fadeIn, fadeOut: fadeOut)
  }

  @Test func `it comes, stands and goes`() {
    let title = overlay(FrameSpan(start: 2, count: 7), fadeIn: 3, fadeOut: 1)
    #expect((0..<11).map(title.opacity) == [0, 0, 64, 128, 192, 256, 256, 256, 128, 0, 0])
  }

  @Test func `without fades it is there at once`() {
    let title = overlay(FrameSpan(start: 0, count: 2), fadeIn: 0, fadeOut: 0)
    #expect((-1..<3).map(title.opacity) == [0, 256, 256, 0])
  }

  @Test func `counted from another frame it looks the same there`() {
    let title = overlay(FrameSpan(start: 2, count: 7), fadeIn: 3, fadeOut: 1)
    let moved = title.counted(from: 4)
    #expect((4..<11).map(title.opacity) == (0..<7).map(moved.opacity))
    #expect(moved.byteCount == 200)
  }
}
