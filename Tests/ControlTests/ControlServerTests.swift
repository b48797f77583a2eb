// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc
import Linux
import Status
import TestSupport
import Testing

@testable import Control

@Suite(.timeLimit(.minutes(2)))
struct ControlServerTests {
  @Test func `every request gets its answer, one after the other`() async throws {
    let server = try ServerUnderTest()
    let client = try ControlClient(at: server.path)
    for request in requests {
      #expect(try await client.call(request) == answer(to: request))
    }
  }

  @Test func `clients do not wait for each other`() async throws {
    let (held, hold) = AsyncStream.makeStream(of: Void.self)
    let server = try ServerUnderTest { (request) async throws(ControlError) in
      // The first client's request is not answered until the others have theirs.
      if case .list = request { for await _ in held {} }
      return answer(to: request)
    }
    async let slow = ControlClient(at: server.path).call(.list(folder: nil))
    try await withThrowingTaskGroup(of: ControlAnswer.self) { group in
      for _ in 0..<20 {
        group.addTask { try await ControlClient(at: server.path).call(.status) }
      }
      for try await told in group { #expect(told == answer(to: .status)) }
    }
    hold.finish()
    #expect(try await slow == answer(to: .list(folder: nil)))
  }

  @Test(arguments: [
    ControlError.notFound("/a is unknown"), .notPermitted("no"), .invalid("hm"), .failed("full"),
  ])
  func `the handler's errors arrive`(error: ControlError) async throws {
    let server = try ServerUnderTest { _ async throws(ControlError) in throw error }
    let client = try ControlClient(at: server.path)
    await #expect(throws: error) { try await client.call(.explain(path: "/a")) }
    // The connection has taken no harm.
    await #expect(throws: error) { try await client.call(.status) }
  }

  @Test(.enabled(if: geteuid() == 0, "needs root"))
  func `strangers may look where they are let in, and change nothing`() async throws {
    let server = try ServerUnderTest()
    let place = server.path.display
    // As an administrator might do it: then the socket alone keeps nobody out.
    #expect(chmod(place, 0o666) == 0)
    let look = #"{"method":"io.montaged.Control.Explain","parameters":{"path":"/a"}}"#
    let change = #"{"method":"io.montaged.Control.Resume"}"#
    let told = try await asNobody("print S '\(look)', chr 0", at: place)
    #expect(told.contains("explanation"))
    let refused = try await asNobody("print S '\(change)', chr 0", at: place)
    #expect(refused.contains("io.montaged.Control.NotPermitted"))
  }

  @Test func `a beaten server replaces nobody, and leaves no name behind`() async throws {
    let server = try ServerUnderTest()
    #expect(throws: SystemError.self) {
      try ControlServer(
        at: server.path, handler: { _ in .files([]) }, changes: { AsyncStream { _ in } })
    }
    #expect(try await ControlClient(at: server.path).call(.status) == answer(to: .status))
    await server.stop()
    let error = #expect(throws: SystemError.self) { try ControlClient(at: server.path) }
    #expect(error?.errno == ENOENT)
  }

  @Test func `the socket is the owner's and the group's`() throws {
    let server = try ServerUnderTest()
    #expect(try FileStatus.read(server.path).permissions == 0o660)
  }

  @Test func `more clients than there is room for are sent away, and come in later`() async throws {
    let server = try ServerUnderTest()
    var clients: [ControlClient] = []
    for _ in 0..<64 {
      clients.append(try ControlClient(at: server.path))
      _ = try await clients[clients.count - 1].call(.status)
    }
    let late = try ControlClient(at: server.path)
    await #expect(throws: (any Error).self) { try await late.call(.status) }
    clients.removeAll()
    // The server notices in its own time that they are gone.
    while (try? await ControlClient(at: server.path).call(.status)) == nil { await Task.yield() }
  }

  private func asNobody(_ script: String, at place: String) async throws -> String {
    let pipe = try Linux.Pipe()
    var command = Command(
      executable: "/usr/bin/setpriv",
      arguments: [
        "--reuid", "65534", "--regid", "65534", "--clear-groups", "/usr/bin/perl", "-MSocket",
        "-e",
        """
        socket(S, AF_UNIX, SOCK_STREAM, 0); connect(S, pack_sockaddr_un(shift)) or die; select S; $| = 1;
        \(script); $/ = chr 0; print STDOUT scalar <S>, "\\n"
        """, place,
      ])
    command.output = .descriptor(pipe.writing.raw)
    let child = try ChildProcess.spawn(command)
    let lines = try LineReader(pipe.keepReading(), limit: 1 << 20)
    let line = try #require(try await lines.next())
    #expect(await child.termination().isSuccess)
    return String(decoding: line, as: UTF8.self)
  }
}
