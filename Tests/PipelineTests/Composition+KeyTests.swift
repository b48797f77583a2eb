// SPDX-License-Identifier: GPL-3.0-or-later

import Media
import Testing

@testable import Pipeline

struct CompositionKeyTests {
  private func composition(_ start: Int) -> Composition {
    Composition(frameCount: 9, base: Composition.Layer(content: ContentKey("a"), start: start))
  }

  @Test func `equal compositions have equal keys, and others others`() {
    #expect(composition(3).contentKey == composition(3).contentKey)
    #expect(composition(3).contentKey != composition(4).contentKey)
    var titled = composition(3)
    titled.overlays = [
      Overlay(
        bitmap: ContentKey("t"), size: PixelSize(width: 1, height: 1), x: 0, y: 0,
        frames: FrameSpan(start: 0, count: 9))
    ]
    #expect(titled.contentKey != composition(3).contentKey)
  }

  @Test func `a key is the digest of the JSON, and no file's`() {
    // printf '{"base":{"content":"a","start":3},"frameCount":9,"overlays":[]}' | sha256sum
    #expect(
      composition(3).contentKey.text
        == "composed-f547eab98b7ea809b087be6f978a6428b6c9faaf593e9d69128db19179ba79a2")
  }
}
