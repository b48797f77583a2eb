// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Linux
import TestSupport
import Testing

@testable import Watching

struct FileProbeTests {
  private let folder: TemporaryFolder
  private var root: Path { Path(folder.path) }

  init() throws { folder = try TemporaryFolder() }

  private func examine(_ name: String) throws -> Settling.Finding {
    let file = try #require(try ScannedFile(Path(name), below: root))
    return FileProbe.examine(file, below: root)
  }

  private func write(_ bytes: [UInt8], to name: String) throws {
    try FileDescriptor.open(Path(folder.file(name)), .replacing(permissions: 0o600))
      .writeAll(bytes)
  }

  @Test func `a movie without its end is incomplete, a config never`() throws {
    let start: [UInt8] = [0, 0, 0, 16] + "ftypisom".utf8 + [0, 0, 0, 0]
    let half = start + [0, 0, 3, 216] + "mdat".utf8 + [UInt8](repeating: 1, count: 476)
    try write(half, to: "half.mp4")
    try write(half, to: "half.montage.yaml")
    guard case .incomplete(let percent) = try examine("half.mp4") else {
      Issue.record("not incomplete")
      return
    }
    #expect((1...99).contains(percent))
    #expect(try examine("half.montage.yaml") == .whole)
  }

  @Test func `room that was reserved and not filled is missing`() throws {
    let bytes = [UInt8](repeating: 0x47, count: 60 << 10)
    for name in ["clip.mpg", "song.mp3"] {
      try write(bytes, to: name)
      #expect(truncate(folder.file(name), 100 << 10) == 0)
    }
    #expect(try examine("clip.mpg") == .incomplete(percent: 60))
    // Songs are small, and what writes them leaves no holes.
    #expect(try examine("song.mp3") == .whole)
  }

  @Test func `what is gone is gone`() throws {
    try write([1], to: "a.mp4")
    let file = try #require(try ScannedFile("a.mp4", below: root))
    try Removal.removeFile(root.joining("a.mp4"))
    #expect(FileProbe.examine(file, below: root) == .gone)
  }

  @Test(.enabled(if: geteuid() != 0, "root may read everything"))
  func `a closed file is unreadable`() throws {
    try write([1], to: "a.mp4")
    #expect(chmod(folder.file("a.mp4"), 0) == 0)
    guard case .unreadable(let error) = try examine("a.mp4") else {
      Issue.record("readable")
      return
    }
    #expect(error.isPermission)
  }
}
