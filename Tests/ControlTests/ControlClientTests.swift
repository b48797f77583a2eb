// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Linux
import TestSupport
import Testing

@testable import Control

@Suite(.timeLimit(.minutes(2)))
struct ControlClientTests {
  @Test func `no daemon is a system error with the socket's path`() throws {
    let folder = try TemporaryFolder()
    let path = Path(folder.file("socket"))
    let error = #expect(throws: SystemError.self) { try ControlClient(at: path) }
    #expect(error?.errno == ENOENT)
    #expect(error?.path == path)
  }

  @Test func `a daemon that goes away closes`() async throws {
    let folder = try TemporaryFolder()
    let path = Path(folder.file("socket"))
    let listener = try UnixListener(at: path, permissions: 0o600)
    let client = try ControlClient(at: path)
    let told = Task { try await client.call(.status) }
    await listener.untilConnected()
    try #require(try listener.accept()).shutDown()
    await #expect(throws: (any Error).self) { try await told.value }
  }

  @Test func `a list that is longer than any call arrives`() async throws {
    let message = String(repeating: "x", count: 3 << 20)
    let server = try ServerUnderTest { _ async throws(ControlError) in
      .done(count: 1, message: message)
    }
    let client = try ControlClient(at: server.path)
    #expect(try await client.call(.resume(folder: nil)) == .done(count: 1, message: message))
  }

  @Test func `a cancelled caller does not wait`() async throws {
    let server = try ServerUnderTest { _ async throws(ControlError) in
      try? await Task.sleep(for: .seconds(600))
      return .files([])
    }
    let client = try ControlClient(at: server.path)
    let task = Task { try await client.call(.status) }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    await server.stop()
  }
}
