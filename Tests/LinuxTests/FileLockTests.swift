// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import TestSupport
import Testing

struct FileLockTests {
  private let folder: TemporaryFolder
  private var path: Path { Path(folder.file("film.tmp")) }

  init() throws { folder = try TemporaryFolder() }

  @Test func `one open file holds the lock until its last descriptor is closed`() throws {
    let owner = try FileDescriptor.open(path, .creating(permissions: 0o600))
    #expect(try owner.tryLock())
    #expect(try owner.tryLock())
    let copy = try owner.duplicate()
    #expect(try !isFree())
    try owner.close()
    #expect(try !isFree())
    try copy.close()
    #expect(try isFree())
  }

  @Test func `an unfinished output file is locked, a finished one is not`() throws {
    let root = Path(folder.path)
    var output = try OutputFile.create(in: root)
    let temporary = root.joining(output.temporaryName)
    #expect(try !FileDescriptor.open(temporary, .updating).tryLock())
    try output.publish(as: Array("film.mp4".utf8), replacing: false)
    try finish(output)
    #expect(try FileDescriptor.open(root.joining("film.mp4"), .updating).tryLock())
  }

  private func finish(_ output: consuming OutputFile) throws {}

  private func isFree() throws -> Bool { try FileDescriptor.open(path, .updating).tryLock() }
}
