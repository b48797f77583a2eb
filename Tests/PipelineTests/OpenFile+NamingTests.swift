// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Linux
import TestSupport
import Testing

@testable import Pipeline

struct OpenFileNamingTests {
  private func sentence(_ path: Path) -> String? {
    do throws(MontageFailure) {
      _ = try OpenFile.named(path)
      return nil
    } catch {
      return error.sentence
    }
  }

  @Test func `a regular file opens, also through a link`() throws {
    let tree = try Tree("a.mp4")
    try FileManager.default.createSymbolicLink(
      atPath: tree.folder.file("link.mp4"), withDestinationPath: "a.mp4")
    for name in ["a.mp4", "link.mp4"] { #expect(sentence(tree.path.joining(name)) == nil) }
  }

  @Test(.timeLimit(.minutes(1)))
  func `anything else is refused with what it is, and no pipe is waited for`() throws {
    let tree = try Tree("folder/a.mp4")
    try tree.write("", to: "empty.mp4")
    #expect(mkfifo(tree.folder.file("pipe.mp4"), 0o600) == 0)
    let path = tree.path
    #expect(
      sentence(path.joining("folder"))
        == "\(path)/folder: a folder, not a file; name a media file")
    #expect(
      sentence(path.joining("pipe.mp4"))
        == "\(path)/pipe.mp4: a pipe, a socket or a device, not a file; name a media file")
    #expect(sentence(path.joining("empty.mp4")) == "\(path)/empty.mp4: empty; copy it again")
    #expect(
      sentence(path.joining("none.mp4"))
        == "\(path)/none.mp4: there is no such file; correct the path")
  }
}
