// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import Testing

struct MountTableTests {
  @Test func `the root is mounted`() throws {
    #expect(try MountTable.read().contains { $0.point == "/" })
  }

  @Test func `names are read as the kernel escapes them`() {
    let table = """
      36 35 98:0 /mnt1 /mnt/My\\040Disk\\134\\012x rw,noatime master:1 - ext3 /dev/root rw
      garbage
      37 36 0:5 / /proc rw - proc proc rw

      """
    #expect(
      Mount.parse(Array(table.utf8)) == [
        Mount(id: 36, point: "/mnt/My Disk\\\nx"), Mount(id: 37, point: "/proc"),
      ])
  }

  @Test(.timeLimit(.minutes(1))) func `without a change it waits until it is cancelled`()
    async throws
  {
    let table = try MountTable()
    let task = Task { await table.untilChanged() }
    task.cancel()
    await task.value
  }
}
