// SPDX-License-Identifier: GPL-3.0-or-later

import Media
import TestSupport
import Testing

@testable import Catalog

struct CacheStatisticsTests {
  @Test func `an empty cache holds nothing of anything`() throws {
    let folder = try TemporaryFolder()
    #expect(try openCache(in: folder).statistics() == CacheStatistics())
  }

  @Test func `everything is counted by its kind`() throws {
    let folder = try TemporaryFolder()
    let cache = try openCache(in: folder)
    for (kind, content) in [("footage", "a"), ("footage", "b"), ("music", "a")] {
      try cache.store(
        ["x"], for: MeasurementKey(content: ContentKey(content), kind: kind, version: 1))
    }
    try cache.reject(
      MeasurementKey(content: ContentKey("c"), kind: "footage", version: 1), reason: "r",
      detail: "")
    var far = stored("f.mp4", bytes: 7)
    far.file.place = .second("s")
    for piece in [stored("a.mp4", bytes: 10), stored("b.mp4", bytes: 20), far] {
      try cache.add(piece, encoder: 1)
    }
    let all = try cache.statistics()
    #expect(all.measurements.map(\.name) == ["footage", "music"])
    #expect(all.measurements.map(\.count) == [2, 1])
    #expect(all.measurements[1].bytes == 5)
    #expect(all.attempts.map(\.name) == ["rejected"] && all.attempts[0].count == 1)
    #expect(all.pieces.count == 2 && all.pieces.bytes == 30)
    #expect(all.secondPieces.map(\.name) == ["s"] && all.secondPieces[0].bytes == 7)
  }
}
