// SPDX-License-Identifier: GPL-3.0-or-later

import Resources
import Testing

struct MemoryInfoTests {
  @Test func `reads the kernel's estimate`() {
    let text = """
      MemTotal:       16303428 kB
      MemFree:         1203220 kB
      MemAvailable:    9876544 kB
      HugePages_Total:       0
      """
    #expect(MemoryInfo(text) == MemoryInfo(total: 16_303_428 << 10, available: 9_876_544 << 10))
  }

  @Test func `adds up where the kernel does not estimate`() {
    let text = "MemTotal: 100 kB\nMemFree: 10 kB\nBuffers: 5 kB\nCached: 20 kB\n"
    #expect(MemoryInfo(text) == MemoryInfo(total: 100 << 10, available: 35 << 10))
  }

  @Test(arguments: [
    "", "MemTotal:", "MemTotal: x kB", "MemAvailable: 5 kB", "MemTotal: 5 kB", "\0\0\0",
  ])
  func `refuses what is no such file`(text: String) {
    #expect(MemoryInfo(text) == nil)
  }

  @Test func `numbers beyond any machine overflow nothing`() throws {
    let most = "9223372036854775807 kB"
    let info = try #require(MemoryInfo("MemTotal: \(most)\nMemFree: \(most)\nCached: \(most)\n"))
    #expect(info.available > 0)
  }
}

struct ZFSCacheTests {
  private let header = "13 1 0x01 123 33456 6138382 48913\nname  type data\n"

  @Test func `gives back what lies above its minimum and can go`() {
    let text =
      header + """
        size    4   16000
        c_min   4   1000
        mru_evictable_data 4 5000
        mru_evictable_metadata 4 1
        mfu_evictable_data 4 2000
        mfu_evictable_metadata 4 1
        """
    #expect(ZFSCache.evictable(text) == 7002)
    #expect(ZFSCache.evictable(text.replacing("c_min   4   1000", with: "c_min 4 12000")) == 4000)
    #expect(ZFSCache.evictable(text.replacing("c_min   4   1000", with: "c_min 4 17000")) == 0)
  }

  @Test(arguments: ["", "size 4 1", "nonsense"])
  func `another text gives nothing`(text: String) {
    #expect(ZFSCache.evictable(text) == 0)
  }
}
