// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@testable import Status

struct CacheStatusTests {
  @Test func `it is written in snake case and read back`() throws {
    var cache = CacheStatus(path: "/var/cache/montaged")
    cache.databaseBytes = 5
    cache.second = CacheStatus.Place(path: "/mnt/big")
    let data = try JSONEncoder().encode(cache)
    let text = String(decoding: data, as: UTF8.self)
    #expect(text.contains("\"database_bytes\":5"))
    #expect(try JSONDecoder().decode(CacheStatus.self, from: data) == cache)
    #expect(cache.pieces.path == cache.path)
  }
}
