// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Linux
import TestSupport
import Testing
import Watching

struct FingerprintTests {
  private func fingerprint(size: Int64 = 5, modified: Int64 = 7) -> Fingerprint {
    Fingerprint(device: 1, inode: 2, size: size, modified: modified, changed: 9)
  }

  @Test func `an empty file and one of 1970 are not finished`() {
    #expect(fingerprint(size: 0).looksUnfinished)
    #expect(fingerprint(modified: 0).looksUnfinished)
    #expect(!fingerprint().looksUnfinished)
  }

  @Test func `a copier that sets the time back leaves another fingerprint`() throws {
    let folder = try TemporaryFolder()
    let path = Path(folder.file("clip.mov"))
    try FileDescriptor.open(path, .creating(permissions: 0o600)).writeAll([1, 2, 3])
    let before = try FileStatus.read(path)
    try FileDescriptor.open(path, .updating).writeAll([3, 2, 1])
    var times = [timespec(), timespec()]
    for index in times.indices {
      times[index].tv_sec = Int(before.modified / 1_000_000_000)
      times[index].tv_nsec = Int(before.modified % 1_000_000_000)
    }
    #expect(utimensat(AT_FDCWD, folder.file("clip.mov"), times, 0) == 0)
    let after = try FileStatus.read(path)
    #expect(after.modified == before.modified)
    #expect(after.size == before.size)
    #expect(Fingerprint(after) != Fingerprint(before))
  }
}
