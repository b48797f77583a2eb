// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Linux
import Media
import Planning
import TestSupport
import Testing

@testable import Pipeline

/// The list of shots beside a film, as its owner meets it.
@Suite(.serialized)
struct ShotSheetTests {
  private let config = "height: 180\nduration: 6\n"
  private let sheet = "project/montages/montage.cuts.yaml"
  private let newSheet = "project/montages/montage.cuts.new.yaml"

  private func shots(_ text: String) -> [String] {
    text.split(separator: "\n").prefix { $0 != "unused:" }.filter { $0.hasPrefix("- ") }.map {
      $0.split(separator: "(")[0].trimmingCharacters(in: .whitespaces)
    }
  }

  private func changed(_ text: String, _ line: Int, _ change: (String) -> String?) -> String {
    var shot = -1
    return text.split(separator: "\n", omittingEmptySubsequences: false).compactMap { row in
      if row.hasPrefix("- ") { shot += 1 }
      return row.hasPrefix("- ") && shot == line ? change(String(row)) : String(row)
    }.joined(separator: "\n")
  }

  @Test func `a list that nobody changed is written with each film`() async throws {
    let studio = try Workroom.measured(config)
    _ = try await studio.make()
    let first = try #require(studio.tree.text(sheet))
    #expect(shots(first).count > 1)
    #expect(!ShotSheet.isChanged(Array(first.utf8)))
    try studio.tree.write(config + "seed: 9\n", to: "project/montage.yaml")
    _ = try await studio.make()
    #expect(try !ShotSheet.isChanged(Array(#require(studio.tree.text(sheet)).utf8)))
    #expect(studio.tree.text(newSheet) == nil)
  }

  @Test func `a line taken out, or banned, is chosen anew, and only that is encoded`() async throws
  {
    let studio = try Workroom.measured(config)
    for clip in [SampleMedia.Pattern.fractal, .automaton] {
      try studio.add(clip, as: clip.name + ".mp4")
    }
    _ = try await studio.make()
    let first = try #require(studio.tree.text(sheet))
    for mark in [nil, " ban"] {
      let edited = changed(first, 1) { line in
        mark.map { line.replacingOccurrences(of: " (", with: "\($0) (") }
      }
      #expect(ShotSheet.isChanged(Array(edited.utf8)))
      try studio.tree.write(edited, to: sheet)
      let outcome = try await studio.make()
      #expect(outcome.failed.map(\.failure.sentence) == [])
      let made = try #require(outcome.made.first)
      #expect(try #require(studio.tree.text(sheet)) == edited)
      let new = shots(try #require(studio.tree.text(newSheet)))
      let old = shots(first)
      try #require(new.count == old.count && old.count > 2, "\(old) \(new)")
      #expect(new[0] == old[0] && new[2...] == old[2...])
      #expect(new[1].prefix(20) == old[1].prefix(20))
      if mark != nil { #expect(new[1] != old[1]) }
      #expect(made.encodedFrames < made.frames / 2)
    }
  }

  @Test func `where nothing is left for a gap, the shot before it goes on`() async throws {
    let studio = try Workroom.measured(config)
    _ = try await studio.make()
    let first = try #require(studio.tree.text(sheet))
    try studio.tree.write(changed(first, 1) { _ in nil }, to: sheet)
    let made = try #require(try await studio.make().made.first)
    #expect(made.frames == 180)
  }

  @Test func `with keep, all that is not kept is free`() async throws {
    let studio = try Workroom.measured(config)
    _ = try await studio.make()
    let first = try #require(studio.tree.text(sheet))
    try studio.tree.write(
      changed(first, 2) { $0.replacingOccurrences(of: " (", with: " keep (") }, to: sheet)
    try studio.tree.write(config + "seed: 5\norder: shuffle\n", to: "project/montage.yaml")
    _ = try await studio.make()
    let new = shots(try #require(studio.tree.text(newSheet)))
    #expect(new.contains(shots(first)[2]))
    #expect(new != shots(first))
  }

  @Test func `a moment is moved by hand, and one beyond the end is told by its line`() async throws
  {
    let studio = try Workroom.measured(config)
    _ = try await studio.make()
    let first = try #require(studio.tree.text(sheet))
    func moved(to time: String) -> String {
      changed(first, 0) { line in
        line.replacingOccurrences(of: "@[0-9:.]+", with: "@\(time)", options: .regularExpression)
      }
    }
    try studio.tree.write(moved(to: "0:00.100"), to: sheet)
    let made = try #require(try await studio.make().made.first)
    #expect(made.draft.plan.timeline.clips[0].source.start == 3)
    #expect(made.draft.plan.timeline.clips[0].reason == "as the cut list says")
    try studio.tree.write(moved(to: "9:00"), to: sheet)
    let failure = try #require(try await studio.make().failed.first?.failure)
    #expect(failure.kind == .configuration)
    #expect(failure.sentence.hasPrefix("montages/montage.cuts.yaml: line "))
    #expect(failure.sentence.contains(" ends after "))
    // The film of before stands.
    #expect(studio.tree.names("project/montages").contains("montage.mp4"))
  }

  @Test func `a clip that is gone makes room, and says so`() async throws {
    let studio = try Workroom.measured(config)
    _ = try await studio.make()
    let text = try #require(studio.tree.text(sheet))
    try studio.tree.write(
      changed(text, 0) {
        $0.replacingOccurrences(of: " [^ ]+@", with: " gone.mp4@", options: .regularExpression)
      }, to: sheet)
    let made = try #require(try await studio.make().made.first)
    #expect(made.frames == 180)
    #expect(made.draft.notes.contains { $0.hasPrefix("gone.mp4, which the cut list names") })
  }

  @Test func `an empty file is one that is being written`() {
    #expect(!ShotSheet.isChanged([]))
    #expect(ShotSheet.isChanged(Array("# montaged 0123456789abcdef\n".utf8)))
    #expect(ShotSheet.isChanged(Array("shots:\n- 0:00 a.mp4@1\n".utf8)))
  }
}
