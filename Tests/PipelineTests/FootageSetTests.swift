// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import Settings
import TestSupport
import Testing
import Watching

@testable import Pipeline

struct FootageSetTests {
  private let tree: Tree

  init() throws {
    tree = try Tree()
    for name in ["a/one.mp4", "a/day/two.mov", "a/inner/three.mp4", "a/notes.txt"] {
      try tree.write(name, to: name)
    }
    try tree.write("", to: "a/inner/montage.yaml")
  }

  private var set: FootageSet {
    get throws { try FootageSet(folder: Path(tree.folder.file("a"))) }
  }

  @Test func `a folder's footage is its own, with or without a config`() throws {
    #expect(try set.files.map(\.path.display).sorted() == ["day/two.mov", "one.mp4"])
    #expect(try set.configs == [MontageConfig()])
    try tree.write("height: 720\n", to: "a/x.montage.yaml")
    try tree.write("fps: 25\n", to: "a/y.montage.yaml")
    #expect(try set.files.map(\.path.display).sorted() == ["day/two.mov", "one.mp4"])
    #expect(try set.configs.count == 2)
  }

  @Test func `its signature changes with footage and wishes only`() throws {
    let before = try set.signature
    #expect(try set.signature == before)
    try tree.write("another song", to: "a/song.mp3")
    #expect(try set.signature == before)
    try tree.write("longer than it was", to: "a/one.mp4")
    let after = try set.signature
    #expect(after != before)
    try tree.write("quality: small\n", to: "a/montage.yaml")
    #expect(try set.signature != after)
  }
}
