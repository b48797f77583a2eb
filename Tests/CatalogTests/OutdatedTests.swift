// SPDX-License-Identifier: GPL-3.0-or-later

import Catalog
import Media
import TestSupport
import Testing

struct OutdatedTests {
  @Test func `what older programs left is dropped, and nothing else`() throws {
    let folder = try TemporaryFolder()
    let cache = try openCache(in: folder)
    for (content, version) in [("a", 3), ("b", 4), ("c", 5)] {
      try cache.store(
        ["x"], for: MeasurementKey(content: ContentKey(content), kind: "k", version: version))
    }
    let other = MeasurementKey(content: clip, kind: "other", version: 1)
    try cache.store(["x"], for: other)
    try cache.reject(
      MeasurementKey(content: clip, kind: "k", version: 1), reason: "r", detail: "")
    try cache.add(stored("old.mp4"), encoder: 1)
    try cache.add(stored("new.mp4"), encoder: 2)
    let gone = try cache.removeOutdated(versions: ["k": 4], encoder: 2)
    #expect(gone.measurements == 1 && gone.attempts == 1 && gone.pieces.map(\.name) == ["old.mp4"])
    #expect(try cache.pieceNames() == ["new.mp4"])
    #expect(try cache.measurement([String].self, for: other) == ["x"])
    #expect(try cache.removeOutdated(versions: ["k": 4], encoder: 2) == Forgotten())
  }
}
