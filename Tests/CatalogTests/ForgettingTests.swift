// SPDX-License-Identifier: GPL-3.0-or-later

import Catalog
import Media
import TestSupport
import Testing

struct ForgettingTests {
  private func key(_ content: ContentKey, _ kind: String = "footage") -> MeasurementKey {
    MeasurementKey(content: content, kind: kind, version: 1)
  }

  @Test func `all of a content is forgotten, and nothing of another`() throws {
    let folder = try TemporaryFolder()
    let cache = try openCache(in: folder)
    let file = FileIdentity(device: 1, inode: 2, size: 3, modified: 4, changed: 5)
    for content in [clip, otherClip] {
      try cache.store(["x"], for: key(content))
      try cache.store(["y"], for: key(content, "hardship"))
      try cache.reject(key(content, "music"), reason: "r", detail: "")
    }
    try cache.remember(clip, of: file)
    try cache.add(stored("a.mp4"), encoder: 1)
    try cache.add(stored("b.mp4", piece(of: otherClip)), encoder: 1)
    let forgotten = try cache.forget([clip, ContentKey("never seen")])
    #expect(forgotten.contents == 1 && forgotten.measurements == 2 && forgotten.attempts == 1)
    #expect(forgotten.pieces.map(\.name) == ["a.mp4"])
    #expect(try cache.content(of: file) == nil)
    #expect(try cache.pieceNames() == ["b.mp4"])
    #expect(try cache.measuredContents(kind: "footage", version: 1) == [otherClip])
    #expect(try cache.forget([clip]) == Forgotten())
  }

  @Test func `what is measured just now goes on`() throws {
    let folder = try TemporaryFolder()
    let cache = try openCache(in: folder)
    _ = try cache.claim(key(clip), owner: "me", at: 0)
    #expect(try cache.forget([clip]) == Forgotten())
    #expect(try cache.attempt(of: key(clip))?.state == .running)
  }
}
