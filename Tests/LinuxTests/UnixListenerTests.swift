// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc
import Linux
import TestSupport
import Testing

struct UnixListenerTests {
  let folder: TemporaryFolder
  let path: Path

  init() throws {
    folder = try TemporaryFolder()
    path = Path(folder.file("socket"))
  }

  @Test(.timeLimit(.minutes(1))) func `programs connect in turn`() async throws {
    let listener = try UnixListener(at: path, permissions: 0o600)
    #expect(try listener.accept() == nil)
    let client = try UnixStream.connect(to: path)
    await listener.untilConnected()
    let accepted = try #require(try listener.accept())
    #expect(try listener.accept() == nil)
    try await accepted.write([5], within: .seconds(60))
    #expect(try await client.read(count: 1) == [5])
  }

  @Test(arguments: [UInt32(0o600), 0o660, 0o666])
  func `the umask takes no permission away`(permissions: UInt32) throws {
    let listener = try UnixListener(at: path, permissions: permissions)
    let status = try FileStatus.read(path)
    #expect(status.permissions == permissions)
    #expect(status.kind == .special)
    #expect(listener.group == status.group)
  }

  @Test func `a living listener keeps its name`() throws {
    let listener = try UnixListener(at: path, permissions: 0o600)
    expectInUse()
    // Not even without its lock file is it taken for dead.
    try FileManager.default.removeItem(atPath: path.display + ".lock")
    expectInUse()
    _ = try UnixStream.connect(to: path)
    withExtendedLifetime(listener) {}
  }

  @Test func `what a dead process left is replaced`() throws {
    do {
      let dead = try UnixListener(at: path, permissions: 0o600)
      withExtendedLifetime(dead) {}
    }
    #expect(try FileStatus.read(path).kind == .special)
    let error = #expect(throws: SystemError.self) { try UnixStream.connect(to: path) }
    #expect(error?.errno == ECONNREFUSED)
    let listener = try UnixListener(at: path, permissions: 0o600)
    _ = try UnixStream.connect(to: path)
    withExtendedLifetime(listener) {}
  }

  @Test func `a file of that name is nobody's socket, and stays`() throws {
    try Data("precious".utf8).write(to: URL(fileURLWithPath: path.display))
    expectInUse()
    #expect(try path.contents(limit: 100) == Array("precious".utf8))
  }

  @Test func `of many that start at once one wins`() async throws {
    let path = path
    // A dead one's socket lies there, so that all of them have something to replace.
    do { _ = try UnixListener(at: path, permissions: 0o600) }
    let winners = await withTaskGroup(of: UnixListener?.self) { group in
      for _ in 0..<16 {
        group.addTask { try? UnixListener(at: path, permissions: 0o600) }
      }
      return await group.reduce(into: []) { winners, listener in
        if let listener { winners.append(listener) }
      }
    }
    #expect(winners.count == 1)
    _ = try UnixStream.connect(to: path)
  }

  @Test func `the name goes with the listener, another's stays`() throws {
    let listener = try UnixListener(at: path, permissions: 0o600)
    try listener.remove()
    #expect(throws: SystemError.self) { try FileStatus.read(path) }
    try Data().write(to: URL(fileURLWithPath: path.display))
    try listener.remove()
    #expect(try FileStatus.read(path).kind == .regular)
  }

  @Test func `a path that does not fit is refused, not cut`() throws {
    let long = Path(folder.file(String(repeating: "x", count: 120)))
    let error = #expect(throws: SystemError.self) {
      try UnixListener(at: long, permissions: 0o600)
    }
    #expect(error?.errno == ENAMETOOLONG)
    let missing = #expect(throws: SystemError.self) { try UnixStream.connect(to: path) }
    #expect(missing?.errno == ENOENT)
  }

  @Test(.timeLimit(.minutes(1))) func `a cancelled task stops waiting`() async throws {
    let listener = try UnixListener(at: path, permissions: 0o600)
    let task = Task { await listener.untilConnected() }
    task.cancel()
    await task.value
  }

  private func expectInUse() {
    let error = #expect(throws: SystemError.self) {
      try UnixListener(at: path, permissions: 0o600)
    }
    #expect(error?.errno == EADDRINUSE)
    #expect(error?.path == path)
  }
}
