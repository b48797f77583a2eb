// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Linux
import TestSupport
import Testing

@testable import Pipeline

struct LeftoversTests {
  private let folder: TemporaryFolder
  private var root: Path { Path(folder.path) }

  init() throws { folder = try TemporaryFolder() }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test func `temporary files without an owner are removed, whatever their age`() throws {
    for name in [".montaged-0f.tmp", "montage.mp4", ".other.tmp", ".montaged-x.mp4"] {
      try Data([1]).write(to: URL(fileURLWithPath: folder.file(name)))
    }
    try Leftovers.remove(from: root)
    #expect(try names() == [".montaged-x.mp4", ".other.tmp", "montage.mp4"])
  }

  @Test func `a file that somebody is making stays, however old`() throws {
    let output = try OutputFile.create(in: root)
    let name = Path.display(output.temporaryName)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: folder.file(name))
    try Leftovers.remove(from: root)
    #expect(try names() == [name])
    drop(output)
    #expect(try names() == [])
  }

  private func drop(_ output: consuming OutputFile) {}
}
