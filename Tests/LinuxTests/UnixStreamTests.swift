// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Linux
import Testing

struct UnixStreamTests {
  @Test func `what one side writes the other reads, then the end`() async throws {
    let (near, far) = try UnixStream.pair()
    try await near.write([1, 2, 3], within: .seconds(60))
    #expect(try await far.read(count: 2) == [1, 2])
    #expect(try await far.read(count: 10) == [3])
    near.shutDown()
    #expect(try await far.read(count: 10) == [])
  }

  @Test(.timeLimit(.minutes(1))) func `a reader waits until something comes`() async throws {
    let (near, far) = try UnixStream.pair()
    async let answer = far.read(count: 10)
    try await near.write([7], within: .seconds(60))
    #expect(try await answer == [7])
  }

  @Test func `more than a socket's buffer goes through when somebody reads`() async throws {
    let (near, far) = try UnixStream.pair()
    let bytes = (0..<(3 << 20)).map { UInt8(truncatingIfNeeded: $0 >> 8 ^ $0) }
    async let sent: Void = near.write(bytes, within: .seconds(60))
    var received: [UInt8] = []
    while received.count < bytes.count { received += try await far.read(count: 64 << 10) }
    try await sent
    #expect(received == bytes)
  }

  @Test(.timeLimit(.minutes(1))) func `nobody waits for ever for one who never reads`() async throws
  {
    let (near, far) = try UnixStream.pair()
    let error = await #expect(throws: SystemError.self) {
      try await near.write([UInt8](repeating: 0, count: 8 << 20), within: .milliseconds(50))
    }
    #expect(error?.errno == ETIMEDOUT)
    withExtendedLifetime(far) {}
  }

  @Test(.timeLimit(.minutes(1))) func `nor for one who never writes`() async throws {
    let (near, far) = try UnixStream.pair()
    let error = await #expect(throws: SystemError.self) {
      try await near.read(count: 1, within: .milliseconds(50))
    }
    #expect(error?.errno == ETIMEDOUT)
    withExtendedLifetime(far) {}
  }

  @Test func `writing to one who is gone is an error and no signal`() async throws {
    let near: UnixStream
    do {
      let (kept, dropped) = try UnixStream.pair()
      near = kept
      withExtendedLifetime(dropped) {}
    }
    let error = await #expect(throws: SystemError.self) {
      try await near.write([1], within: .seconds(60))
    }
    #expect(error?.errno == EPIPE)
  }

  @Test(.timeLimit(.minutes(1))) func `a cancelled task stops waiting`() async throws {
    let (near, far) = try UnixStream.pair()
    let task = Task { try await near.read(count: 1) }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    withExtendedLifetime(far) {}
  }
}
