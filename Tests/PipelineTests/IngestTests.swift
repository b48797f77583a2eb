// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Linux
import Media
import TestSupport
import Testing
import Watching

@testable import Pipeline

struct IngestTests {
  @Test(
    arguments: [
      ("", "empty; copy it again"),
      (
        String(repeating: "\0", count: 4096),
        "incomplete (0 %); copy it again, or wait until the copy is done"
      ),
      ("just words, no container", nil),
    ] as [(String, String?)])
  func `the container's structure tells what is not all there`(
    content: String, problem: String?
  ) throws {
    let tree = try Tree()
    try tree.write(content, to: "a.mp4")
    #expect(try Completeness.problem(of: tree.open("a.mp4")) == problem)
  }

  @Test func `half a movie is incomplete, with how much of it is here`() throws {
    let tree = try Tree()
    let whole = try Data(contentsOf: URL(fileURLWithPath: SampleKit.clip(.clock)))
    try tree.write(whole, to: "whole.mp4")
    #expect(try Completeness.problem(of: tree.open("whole.mp4")) == nil)
    for share in [0.1, 0.5, 0.9] {
      try tree.write(whole.prefix(Int(Double(whole.count) * share)), to: "part.mp4")
      let problem = try #require(try Completeness.problem(of: tree.open("part.mp4")))
      #expect(problem.hasSuffix("%); copy it again, or wait until the copy is done"))
    }
  }

  @Test func `one bad file is named, the others are measured, in the order of their names`()
    async throws
  {
    let studio = try Workroom(clips: [.clock, .waves])
    try studio.tree.write("", to: "project/empty.mp4")
    try studio.tree.write("a film of words", to: "project/text.mp4")
    try studio.add(.clock, as: "zz copy.mp4")
    try studio.tree.write("x", to: "project/gone.mp4")
    let files = try studio.project().files.footage
    #expect(files.isEmpty, "without a config the folder is no project")
    let scanned = try FolderScan.run(studio.folder).files
    try studio.tree.remove("project/gone.mp4")
    let heard = Heard()
    let (footage, rejected) = try await Ingest(
      folder: studio.folder, measuring: studio.measuring, width: 2
    ).measure(scanned) { heard.note($0) }
    #expect(footage.map(\.path.display) == ["clock.mp4", "waves.mp4"])
    #expect(footage.map(\.analysis.decodedFrames) == [120, 120])
    #expect(
      rejected.map { "\($0.path): \($0.reason)" } == [
        "empty.mp4: empty; copy it again",
        "gone.mp4: is not there any more; copy it again, or try again",
        "text.mp4: not a video that can be read; convert it, or take it out of the folder",
        "zz copy.mp4: the same recording as clock.mp4",
      ])
    #expect(heard.last?.share == 1)
    #expect(heard.last?.detail == "6 of 6 clips")
  }
}
