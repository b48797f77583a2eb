// SPDX-License-Identifier: GPL-3.0-or-later

import FFmpeg
import TestSupport
import Testing

struct SampleStoreTests {
  @Test func `samples come back from where they were laid`() throws {
    let studio = try Studio()
    let store = SampleStore(descriptor: try studio.output("room"))
    try store.write([1, -1, 2, -2], at: 10)
    try store.write([3, -3], at: 12)
    var samples: [Float] = [9]
    try store.read(4, at: 9, into: &samples)
    #expect(samples == [0, 0, 1, -1, 2, -2, 3, -3])
    // Behind the end is silence.
    try store.read(2, at: 12, into: &samples)
    #expect(samples == [3, -3, 0, 0])
    try store.read(1, at: 1_000, into: &samples)
    #expect(samples == [0, 0])
  }

  @Test func `a full disk is a write error`() throws {
    let store = SampleStore(descriptor: try Studio().openFull())
    do throws(FFmpegError) {
      try store.write([1, 1], at: 0)
      Issue.record("it was written")
    } catch {
      #expect(error.isWriteError)
    }
  }
}
