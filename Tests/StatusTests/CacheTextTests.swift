// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Status

struct CacheTextTests {
  @Test func `each kind has a line, and a place that is away its reason`() {
    var cache = CacheStatus(path: "/var/cache/montaged")
    cache.databaseBytes = 2 << 20
    cache.measurements = [CacheStatus.Kind(name: "analyze", count: 412)]
    cache.attempts = [CacheStatus.Kind(name: "rejected", count: 1)]
    (cache.pieces.count, cache.pieces.bytes, cache.pieces.limit) = (3, 5 << 30, 40 << 30)
    cache.second = CacheStatus.Place(path: "/mnt/big")
    cache.second?.absence = "there is no such folder"
    #expect(
      CacheText(cache).lines == [
        "/var/cache/montaged", "  database        2 MB", "  analyze         412 measurements",
        "  rejected        1 analysis", "  pieces          3 files, 5 GB of 40 GB",
        "  soundtracks     0 files, 0 bytes", "/mnt/big", "  pieces          0 files, 0 bytes",
        "  away: there is no such folder",
      ])
  }
}
