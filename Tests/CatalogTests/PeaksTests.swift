// SPDX-License-Identifier: GPL-3.0-or-later

import Catalog
import TestSupport
import Testing

struct PeaksTests {
  @Test func `the newest fifty of each class are remembered, the oldest first`() throws {
    let folder = try TemporaryFolder()
    do {
      let cache = try openCache(in: folder)
      for number in 1...60 {
        try cache.note(peak: Int64(number) << 32, of: "analyze 3840x2160 hevc")
      }
      try cache.note(peak: 7, of: "music")
    }
    let peaks = try openCache(in: folder).peaks()
    #expect(peaks["analyze 3840x2160 hevc"] == (11...60).map { Int64($0) << 32 })
    #expect(peaks["music"] == [7])
    #expect(peaks.count == 2)
  }
}
