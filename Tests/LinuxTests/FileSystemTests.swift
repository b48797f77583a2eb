// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import TestSupport
import Testing

struct FileSystemTests {
  @Test(
    arguments: [
      (0xEF53, .local), (0x5846_5342, .local), (0x9123_683E, .local), (0x2FC1_2FC1, .local),
      (0x0102_1994, .local), (0x6969, .network), (0xFF53_4D42, .network), (0xFE53_4D42, .network),
      (0x0102_1997, .network), (0x6573_5546, .userSpace), (0x794C_7630, .overlay),
    ] as [(UInt32, FileSystemKind)])
  func `only a local file system reports every change`(magic: UInt32, kind: FileSystemKind) {
    #expect(FileSystemKind(magic: magic) == kind)
    #expect(kind.reportsChanges == (kind == .local))
  }

  @Test func `agrees with stat on the room`() throws {
    let system = try FileSystem.read("/proc")
    #expect(system.kind == .local)
    #expect(system.total == 0)
    let folder = try TemporaryFolder()
    let line = try Shell.run("stat", "-f", "-c", "%b %S", folder.path)
    let numbers = String(decoding: line, as: UTF8.self).split { $0.isWhitespace }.compactMap {
      Int64($0)
    }
    #expect(try FileSystem.read(Path(folder.path)).total == numbers[0] * numbers[1])
  }
}
