// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import Testing

@testable import Pipeline

struct LeftoversTests {
  @Test func `only old temporary files of our own are removed`() throws {
    let tree = try Tree(
      ".montaged-0f.tmp", ".montaged-1a.tmp", "montage.mp4", ".other.tmp", ".montaged-x.mp4")
    for name in [".montaged-0f.tmp", "montage.mp4", ".other.tmp", ".montaged-x.mp4"] {
      try tree.age(name, seconds: 25 * 3600)
    }
    try tree.age(".montaged-1a.tmp", seconds: 23 * 3600)
    try Leftovers.remove(from: tree.path)
    #expect(tree.names("") == [".montaged-1a.tmp", ".montaged-x.mp4", ".other.tmp", "montage.mp4"])
  }
}
