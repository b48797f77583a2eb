// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Linux

struct PollerTests {
  @Test func `a wait ends when there is something to read`() async throws {
    let pipe = try Pipe()
    let raw = pipe.reading.raw
    let waiting = Task { await untilReadable(raw) }
    try pipe.writing.writeAll([1])
    await waiting.value
    #expect(try pipe.reading.read(count: 8) == [1])
  }

  @Test func `a wait ends when the other side is closed`() async throws {
    let pipe = try Pipe()
    let reading = pipe.keepReading()
    await untilReadable(reading.raw)
    #expect(try reading.read(count: 8).isEmpty)
  }

  @Test func `a wait that nothing ends is ended by its task, before or after it has begun`()
    async throws
  {
    let pipe = try Pipe()
    let raw = pipe.reading.raw
    let waiting = Task { await untilReadable(raw) }
    waiting.cancel()
    await waiting.value
    let early = Task {
      while !Task.isCancelled { await Task.yield() }
      await untilReadable(raw)
    }
    early.cancel()
    await early.value
    withExtendedLifetime(pipe.writing) {}
  }

  @Test func `a wait ends with its time`() async throws {
    let pipe = try Pipe()
    await untilReadable(pipe.reading.raw, within: .milliseconds(20))
    withExtendedLifetime(pipe.writing) {}
  }

  @Test func `a plain file is always ready`() async throws {
    let file = try FileDescriptor.open("/proc/self/status")
    await untilReadable(file.raw)
  }

  @Test func `two may wait for one descriptor`() async throws {
    let pipe = try Pipe()
    let raw = pipe.reading.raw
    let first = Task { await untilReadable(raw) }
    let second = Task { await untilReadable(raw) }
    try pipe.writing.writeAll([1])
    await first.value
    await second.value
  }

  /// Waits that end while their event arrives, on descriptors whose numbers are used again at once.
  @Test(.timeLimit(.minutes(2)))
  func `ten thousand waits that race with their end leave nothing behind`() async throws {
    let before = try Directory.entries("/proc/self/fd").count
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          for round in 0..<1250 {
            guard let pipe = try? Pipe() else { continue }
            let raw = pipe.reading.raw
            let waiting = Task { await untilReadable(raw) }
            if round % 3 > 0 { try? pipe.writing.writeAll([1]) }
            if round % 3 < 2 { waiting.cancel() }
            await waiting.value
            withExtendedLifetime(pipe.writing) {}
          }
        }
      }
    }
    // Other tests have files open for a moment too.
    #expect(try Directory.entries("/proc/self/fd").count < before + 200)
  }
}
