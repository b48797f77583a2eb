// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc
import Linux
import TestSupport
import Testing

struct RealPathTests {
  @Test func `links on the way are followed`() throws {
    let folder = try TemporaryFolder()
    let base = try Path(folder.path).resolved()
    try FileManager.default.createDirectory(
      atPath: folder.file("a/b"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("link"), withDestinationPath: "a")
    #expect(try Path(folder.file("link/../link/./b/")).resolved() == base.joining("a/b"))
  }

  @Test func `what is not there has none`() {
    #expect(throws: SystemError(errno: ENOENT, call: "realpath", path: "/no/such")) {
      try Path("/no/such").resolved()
    }
  }
}
