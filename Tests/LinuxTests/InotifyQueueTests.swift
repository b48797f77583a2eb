// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Linux
import TestSupport
import Testing

struct InotifyQueueTests {
  private let folder: TemporaryFolder
  private let queue: InotifyQueue

  init() throws {
    folder = try TemporaryFolder()
    queue = try InotifyQueue()
  }

  @Test(.timeLimit(.minutes(1))) func `reports a file made, written, moved and removed`()
    async throws
  {
    let watch = try queue.add(Path(folder.path))
    #expect(try queue.read() == [])
    try FileDescriptor.open(Path(folder.file("a")), .creating(permissions: 0o600)).writeAll([1])
    await queue.untilReadable()
    #expect(rename(folder.file("a"), folder.file("b")) == 0)
    #expect(unlink(folder.file("b")) == 0)
    let events = try queue.read()
    #expect(events.allSatisfy { $0.watch == watch })
    let expected = [
      (IN_CREATE, "a"), (IN_CLOSE_WRITE, "a"), (IN_MOVED_FROM, "a"), (IN_MOVED_TO, "b"),
      (IN_DELETE, "b"),
    ]
    #expect(events.map(\.mask) == expected.map { UInt32($0.0) })
    #expect(events.map(\.name) == expected.map { Array($0.1.utf8) })
    #expect(events[2].cookie == events[3].cookie)
  }

  @Test func `a removed folder ends its watch`() throws {
    let inner = Path(folder.file("inner"))
    try Directory.make(inner)
    let watch = try queue.add(inner)
    #expect(rmdir(folder.file("inner")) == 0)
    let events = try queue.read()
    #expect(events.contains { $0.isFolderGone })
    #expect(events.last?.isWatchGone == true)
    queue.remove(watch)  // fine
  }

  @Test func `one folder has one watch`() throws {
    let first = try queue.add(Path(folder.path))
    #expect(try queue.add(Path(folder.path + "/.")) == first)
    queue.remove(first)
    #expect(try queue.read().map(\.isWatchGone) == [true])
  }

  @Test func `neither files nor links are watched`() throws {
    #expect(symlink("/etc", folder.file("l")) == 0)
    let error = #expect(throws: SystemError.self) { try queue.add(Path(folder.file("l"))) }
    #expect(error?.errno == ENOTDIR)
    #expect(error?.call == "inotify_add_watch")
  }

  @Test(.timeLimit(.minutes(1))) func `a cancelled task stops waiting`() async throws {
    let task = Task { [queue] in await queue.untilReadable() }
    task.cancel()
    await task.value
  }
}
