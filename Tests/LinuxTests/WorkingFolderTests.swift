// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Linux
import TestSupport
import Testing

struct WorkingFolderTests {
  @Test(
    arguments: [
      ("a.mp4", "/srv/drop/a.mp4"), (".", "/srv/drop"), ("./a//b/", "/srv/drop/a/b"),
      ("../other/a", "/srv/other/a"), ("../../../..", "/"), ("/", "/"), ("/x/../y/./z", "/y/z"),
      ("", "/srv/drop"), ("...", "/srv/drop/..."), (".hidden", "/srv/drop/.hidden"),
    ] as [(Path, Path)])
  func `a path is made absolute by its names alone`(path: Path, absolute: Path) {
    #expect(path.absolute(from: "/srv/drop") == absolute)
  }

  @Test func `names need not be text`() {
    let path = Path(bytes: [0xFF, 0x2F, 0x2E])
    #expect(path.absolute(from: "/a").bytes == Array("/a/".utf8) + [0xFF])
  }

  @Test func `the kernel's name is taken unless the shell's is of the same folder`() throws {
    let here = try Path.workingFolder(shownAs: nil)
    #expect(here.isAbsolute)
    let folder = try TemporaryFolder()
    let link = folder.file("link")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: here.display)
    #expect(try Path.workingFolder(shownAs: Path(link)) == Path(link))
    for other: Path in ["/nowhere", ".", "", Path(folder.path)] {
      #expect(try Path.workingFolder(shownAs: other) == here)
    }
  }
}
