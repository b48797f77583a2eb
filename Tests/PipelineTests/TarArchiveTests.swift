// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Pipeline
import TestSupport
import Testing

struct TarArchiveTests {
  @Test(arguments: [0, 1, 511, 512, 513, 100_000])
  func `tar takes it apart`(size: Int) throws {
    let folder = try TemporaryFolder()
    var archive = TarArchive(time: 1_700_000_000)
    let content = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    archive.add("report/first.txt", content)
    archive.add("report/second.txt", Array("hello".utf8))
    try Data(archive.bytes).write(to: URL(fileURLWithPath: folder.file("a.tar")))
    let list = String(
      decoding: try Shell.run("tar", "-tvf", folder.file("a.tar"), "--utc"), as: UTF8.self)
    #expect(list.contains("-rw------- root/root") && list.contains("2023-11-14"))
    let told = try Shell.run(
      "tar", "-xOf", folder.file("a.tar"), "--occurrence=1", "report/first.txt")
    #expect(Array(told) == content)
    let second = try Shell.run("tar", "-xOf", folder.file("a.tar"), "report/second.txt")
    #expect(second == Data("hello".utf8))
  }
}
