// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import Testing

struct OwnExecutableTests {
  @Test func `the path leads to this program`() throws {
    let path = try Path.ownExecutable()
    #expect(path.isAbsolute)
    let found = try FileStatus.read(path)
    let running = try FileStatus.read("/proc/self/exe", followingLinks: true)
    #expect(found.inode == running.inode)
    #expect(found.device == running.device)
  }
}
