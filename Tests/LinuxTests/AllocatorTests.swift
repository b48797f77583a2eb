// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Linux
import Testing

struct AllocatorTests {
  @Test func `memory that was given back is the system's again`() async {
    await #expect(processExitsWith: .success) {
      Allocator.returnMemoryEarly()
      // Without the call, the first large block teaches glibc to keep those that follow.
      touch(8 << 20)
      let before = residentBytes()
      touch(6 << 20)
      #expect(residentBytes() - before < 2 << 20)
    }
  }
}

private func touch(_ count: Int) {
  let block = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: 16)
  memset(block, 1, count)
  block.deallocate()
}

/// From the second field of `statm`, in pages of 4 KiB.
private func residentBytes() -> Int {
  let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
  return text.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 4096 } ?? 0
}
