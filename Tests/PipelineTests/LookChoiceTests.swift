// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import Settings
import TestSupport
import Testing

@testable import Pipeline

struct LookChoiceTests {
  private let config = ConfigName(file: Array("montage.yaml".utf8), montage: "montage")

  private func choose(_ name: String?, _ room: Workroom) throws -> (path: Path, digest: String)? {
    try LookChoice.table(named: name, for: config, in: room.project())
  }

  @Test func `a table lies beside the config, and is named by its bytes`() throws {
    let room = try Workroom(config: "")
    try room.tree.write("abc", to: "project/Warm.cube")
    let found = try #require(try choose("warm.CUBE", room))
    #expect(found.path == Path("Warm.cube"))
    // printf abc | sha256sum
    #expect(
      found.digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(try choose(nil, room) == nil)
  }

  @Test func `one that is not there is said in a sentence`() throws {
    let room = try Workroom(config: "")
    let failure = #expect(throws: MontageFailure.self) { try choose("warm.cube", room) }
    #expect(
      failure
        == MontageFailure(
          .missing,
          "montage.yaml: the table warm.cube is not in the folder; copy it there, or correct the"
            + " line lut:"))
  }

  @Test func `a link leads nowhere`() throws {
    let room = try Workroom(config: "")
    try Shell.run("ln", "-s", "/etc/passwd", room.tree.folder.file("project/warm.cube"))
    #expect(throws: MontageFailure.self) { try choose("warm.cube", room) }
  }
}
