// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import TestSupport
import Testing

struct AnonymousFileTests {
  @Test func `a file without a name holds bytes and leaves no trace`() throws {
    let folder = try TemporaryFolder()
    let file = try FileDescriptor.unnamed(in: Path(folder.path))
    try file.writeAll([1, 2])
    #expect(try file.pread(at: 0, count: 2) == [1, 2])
    #expect(try FileStatus.read(of: file).links == 0)
    #expect(try Directory.entries(Path(folder.path)) == [])
  }

  @Test func `a missing folder is an error`() {
    let error = #expect(throws: SystemError.self) {
      _ = try FileDescriptor.unnamed(in: "/nonexistent-folder").raw
    }
    #expect(error?.isMissing == true)
  }

  @Test func `a memory file is on no file system`() throws {
    let file = try FileDescriptor.memory(name: "x")
    #expect(try FileStatus.read(of: file).links == 0)
  }
}
