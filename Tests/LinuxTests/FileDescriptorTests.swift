// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Linux
import TestSupport
import Testing

struct FileDescriptorTests {
  private let folder: TemporaryFolder
  private var root: Path { Path(folder.path) }

  init() throws { folder = try TemporaryFolder() }

  @Test func `dropping the value closes the file`() throws {
    var raw: Int32 = -1
    do {
      let file = try FileDescriptor.open(root, .directory)
      raw = file.raw
      #expect(fcntl(raw, F_GETFD) == FD_CLOEXEC)
    }
    // Another test may have got the number since; then it is no folder of ours.
    #expect(try folderNames(raw) != root.bytes)
  }

  private func folderNames(_ raw: Int32) throws -> [UInt8]? {
    var buffer = [CChar](repeating: 0, count: 4096)
    let size = readlink("/proc/self/fd/\(raw)", &buffer, buffer.count)
    return size < 0 ? nil : buffer.prefix(size).map(UInt8.init(bitPattern:))
  }

  @Test func `a missing file is reported with call, reason and path`() {
    let path = root.joining("none")
    let error = #expect(throws: SystemError.self) { _ = try FileDescriptor.open(path).raw }
    #expect(error?.isMissing == true)
    #expect(error?.description == "open: No such file or directory (\(path.display))")
  }

  @Test func `a name with a zero byte is refused, not shortened`() throws {
    try makeFile("a")
    let error = #expect(throws: SystemError.self) {
      _ = try FileDescriptor.open(root.joining("a\0b")).raw
    }
    #expect(error?.errno == EINVAL)
  }

  @Test func `creating never takes an existing name`() throws {
    try makeFile("a")
    let error = #expect(throws: SystemError.self) {
      _ = try FileDescriptor.open(root.joining("a"), .creating(permissions: 0o600)).raw
    }
    #expect(error?.alreadyExists == true)
  }

  @Test func `a released number stays open`() throws {
    let raw = try FileDescriptor.open(root, .directory).release()
    #expect(fcntl(raw, F_GETFD) >= 0)
    #expect(close(raw) == 0)
  }

  @Test func `a name in a folder is not followed when it is a link`() throws {
    #expect(symlink("/etc/passwd", folder.file("l")) == 0)
    let directory = try FileDescriptor.open(root, .directory)
    let error = #expect(throws: SystemError.self) {
      _ = try FileDescriptor.open(Array("l".utf8), in: directory).raw
    }
    #expect(error?.errno == ELOOP)
  }

  private func makeFile(_ name: String) throws {
    _ = try FileDescriptor.open(root.joining(name), .creating(permissions: 0o600)).raw
  }
}
