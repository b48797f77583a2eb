// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Linux
import TestSupport
import Testing

struct OutputFileTests {
  private let folder: TemporaryFolder
  private var root: Path { Path(folder.path) }

  init() throws { folder = try TemporaryFolder() }

  @Test func `appears complete, under its name only`() throws {
    var output = try OutputFile.create(in: root)
    try output.write([1, 2, 3])
    let hidden = try names()
    #expect(hidden == [Path.display(output.temporaryName)])
    #expect(OutputFile.isTemporaryName(output.temporaryName))
    let status = try output.publish(as: Array("film.mp4".utf8), replacing: false)
    #expect(try names() == ["film.mp4"])
    #expect(status.permissions == 0o660)
    #expect(try root.joining("film.mp4").contents(limit: 10) == [1, 2, 3])
    #expect(try FileStatus.read(root.joining("film.mp4")) == status)
  }

  @Test func `dropped, it leaves nothing`() throws {
    try make { (output) in try output.write([1]) }
    #expect(try names() == [])
  }

  @Test func `a taken name can be followed by another`() throws {
    let taken = root.joining("film.mp4")
    try FileDescriptor.open(taken, .creating(permissions: 0o600)).writeAll([7])
    var output = try OutputFile.create(in: root)
    try output.write([1])
    let error = #expect(throws: SystemError.self) {
      try output.publish(as: Array("film.mp4".utf8), replacing: false)
    }
    #expect(error?.alreadyExists == true)
    #expect(try taken.contents(limit: 10) == [7])
    try output.publish(as: Array("film (2).mp4".utf8), replacing: false)
    #expect(try names() == ["film (2).mp4", "film.mp4"])
  }

  @Test func `replaces when told`() throws {
    for byte: UInt8 in [1, 2] {
      var output = try OutputFile.create(in: root)
      try output.write([byte])
      try output.publish(as: Array("film.mp4".utf8), replacing: true)
    }
    #expect(try root.joining("film.mp4").contents(limit: 10) == [2])
  }

  @Test func `a started program can write it`() throws {
    var output = try OutputFile.create(in: root)
    let shared = Path("/proc/self/fd/\(output.raw)")
    try FileDescriptor.open(shared, .updating).writeAll([5])
    try output.publish(as: Array("a".utf8), replacing: false)
    #expect(try root.joining("a").contents(limit: 10) == [5])
  }

  @Test func `an unwritable folder is an error`() {
    let error = #expect(throws: SystemError.self) {
      _ = try OutputFile.create(in: "/proc").raw
    }
    #expect(error != nil)
  }

  @Test(arguments: [
    (".montaged-0f.tmp", true), (".montaged-.tmp", true), ("montaged-0f.tmp", false),
    (".montaged-0f.mp4", false), (".montaged-folder", false),
  ])
  func `knows its own names`(name: String, own: Bool) {
    #expect(OutputFile.isTemporaryName(Array(name.utf8)) == own)
  }

  private func make(_ body: (borrowing OutputFile) throws -> Void) throws {
    let output = try OutputFile.create(in: root)
    try body(output)
  }

  private func names() throws -> [String] {
    try Directory.entries(root).map { Path.display($0.name) }
  }

  @Test(.enabled(if: geteuid() == 0, "needs root"))
  func `a file can be given away before anybody sees it`() throws {
    let folder = try TemporaryFolder()
    var file = try OutputFile.create(in: Path(folder.path), permissions: 0o640)
    try file.give(to: 1234, group: 5678)
    let status = try file.publish(as: Array("a".utf8), replacing: false)
    #expect(status.user == 1234 && status.group == 5678 && status.permissions == 0o640)
  }
}
