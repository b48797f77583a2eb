// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Linux

struct ProgramTextTests {
  @Test func `only what is run and never written to is named`() {
    let maps = """
      55d0a0000000-55d0a0010000 r--p 00000000 fe:01 42                         /usr/bin/some thing
      55d0a0010000-55d0a0030000 r-xp 00010000 fe:01 42                         /usr/bin/some thing
      55d0a0030000-55d0a0031000 rw-p 00030000 fe:01 42                         /usr/bin/some thing
      7f0000000000-7f0000001000 rwxp 00000000 00:00 0
      7f0000002000-7f0000003000 rwxp 00000000 fe:01 43                         /usr/lib/changed.so
      7ffd00000000-7ffd00002000 r-xp 00000000 00:00 0                          [vdso]
      """
    #expect(ProgramText.executableRanges(maps) == [0x55d0_a001_0000..<0x55d0_a003_0000])
  }

  @Test func `a program goes on after it, with less of its text in memory`() throws {
    func resident() throws -> Int {
      let maps = try Path("/proc/self/smaps").contents(limit: 1 << 24)
      var isText = false
      return String(decoding: maps, as: UTF8.self).split(separator: "\n").reduce(0) { sum, line in
        let fields = line.split(separator: " ")
        if fields[0].contains("-") { isText = fields[1] == "r-xp" }
        return isText && fields[0] == "Rss:" ? sum + (Int(fields[1]) ?? 0) : sum
      }
    }
    let before = try resident()
    ProgramText.release()
    #expect(try resident() < before / 2)
  }
}
