// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Interchange
import Linux
import Media
import Planning
import Settings
import TestSupport
import Testing

@testable import Pipeline

@Suite(.serialized)
struct DraftingTests {
  private func draft(_ studio: Workroom) async throws(MontageFailure) -> Draft {
    do {
      let project = try studio.project()
      let config = try #require(project.configs.first)
      return try await MontageMaker(studio.workshop).draft(project, config)
    } catch {
      throw MontageFailure(wrapping: error)
    }
  }

  private func sentence(_ studio: Workroom) async -> String {
    do throws(MontageFailure) {
      _ = try await draft(studio)
      return "no failure"
    } catch {
      return error.sentence
    }
  }

  @Test func `what is missing is told in the order in which one would bring it`() async throws {
    let studio = try Workroom(config: "", isMeasured: true)
    #expect(
      await sentence(studio) == "montage.yaml: there is no song; put one music file beside it")
    try studio.tree.write(try Workroom.song(), to: "project/song.wav")
    #expect(
      await sentence(studio)
        == "montage.yaml: there is no footage beside it; "
        + "copy at least one video file into the folder")
    try studio.add(.waves, as: "a.mp4")
    try studio.tree.write("only: b.mp4", to: "project/montage.yaml")
    #expect(
      await sentence(studio)
        == "montage.yaml: the config excludes all footage; correct its lines never: and only:")
  }

  @Test func `silence is no song, and is found before footage is measured`() async throws {
    let studio = try Workroom(
      clips: [.waves], song: SampleMedia.silence(seconds: 5), config: "", isMeasured: true)
    #expect(
      await sentence(studio)
        == "song.wav: silent, so that there is nothing to cut to; choose another song")
  }

  @Test func `beats beside the song are cut to, and what is wrong with them ends the montage`()
    async throws
  {
    let studio = try Workroom(
      clips: [.waves, .clock], song: Workroom.song(), config: "bpm: 90\nfps: 30", isMeasured: true)
    // No song has such beats: what is cut to is what was written.
    let beats = stride(from: 0.3, to: 8, by: 0.7)
    try studio.tree.write(
      beats.map { "\($0)\n" }.joined(), to: "project/song.beats")
    let draft = try await draft(studio)
    let timeline = draft.plan.timeline
    let start = try #require(timeline.soundtrack?.start.seconds)
    #expect(timeline.cuts.count > 2)
    for cut in timeline.cuts {
      let place = start + Double(cut) / 30
      #expect(beats.contains { abs($0 - place) < 0.5 / 30 })
    }
    #expect(
      draft.notes.contains(
        "The beats are those of song.beats; what the config says in bpm: is not used."))
    try studio.tree.write("0.3\n1:00\n", to: "project/song.beats")
    #expect(
      await sentence(studio)
        == "song.beats: line 2: \"1:00\" is no time; write seconds such as 12.345")
  }

  @Test func `an offset moves what is cut to`() async throws {
    let studio = try Workroom(
      clips: [.waves, .clock], song: Workroom.song(), config: "fps: 30", isMeasured: true)
    let before = try await draft(studio).song.analysis
    try studio.tree.write("fps: 30\noffset: 100ms", to: "project/montage.yaml")
    let after = try await draft(studio)
    #expect(after.song.analysis == before.shifted(by: MediaTime(seconds: 0.1)))
    let start = try #require(after.plan.timeline.soundtrack?.start.seconds)
    for cut in after.plan.timeline.cuts {
      let place = start + Double(cut) / 30 - 0.1
      #expect(before.beats.contains { abs($0.time.seconds - place) < 0.6 / 30 })
    }
  }

  @Test func `a song without a beat is cut evenly, with a note`() async throws {
    let studio = try Workroom(
      clips: [.waves, .clock], song: SampleMedia.tone(seconds: 6), config: "", isMeasured: true)
    let draft = try await draft(studio)
    let cuts = draft.plan.timeline.cuts
    #expect(cuts.starts(with: [60, 120]) && cuts.allSatisfy { $0.isMultiple(of: 30) })
    #expect(
      draft.plan.notes.contains(
        "No beat was found in the music; the film is cut every two seconds instead."))
  }

  @Test func `when nothing can be used, every file has its own line`() async throws {
    let studio = try Workroom(song: try Workroom.song(), config: "", isMeasured: true)
    try studio.tree.write("", to: "project/a.mp4")
    try studio.tree.write("words", to: "project/b.mp4")
    #expect(
      await sentence(studio) == """
        montage.yaml: none of the footage can be used; add a clip that plays, or mend these:
        a.mp4: empty; copy it again
        b.mp4: not a video that can be read; convert it, or take it out of the folder
        """)
  }

  @Test func `the screen is not filled with bad files`() async throws {
    let studio = try Workroom(song: try Workroom.song(), config: "", isMeasured: true)
    for index in 10..<35 { try studio.tree.write("", to: "project/\(index).mp4") }
    let lines = await sentence(studio).split(separator: "\n")
    #expect(lines.count == 22)
    #expect(lines.last == "and 5 more")
  }

  @Test func `files that are left out and files that are broken are told apart`() async throws {
    let studio = try Workroom(
      clips: [.clock, .waves], song: try Workroom.song(), config: "never: [clock.mp4]",
      isMeasured: true)
    try studio.tree.write("words", to: "project/text.mp4")
    let draft = try await draft(studio)
    #expect(draft.rejected.map(\.source) == ["text.mp4"])
    #expect(draft.leftOut == [Draft.Unused(source: "clock.mp4", reason: "never: clock.mp4")])
    #expect(draft.unused.count == 2)
  }

  @Test func `the config's wishes reach the house format`() async throws {
    let studio = try Workroom(
      clips: [.clock], song: try Workroom.song(),
      config: "aspect: 9:16\nresolution: 360p\nfps: 25\nfit: crop\nquality: small\nduration: 3",
      isMeasured: true)
    let draft = try await draft(studio)
    #expect(draft.format.canvas == PixelSize(width: 360, height: 640))
    #expect(draft.format.frameRate == Rational(25))
    #expect(draft.format.fit == .crop)
    #expect(draft.plan.timeline.frameCount == 75)
  }

  @Test func `a draft tells its sources by their names, byte for byte`() async throws {
    let studio = try Workroom(song: try Workroom.song(), config: "", isMeasured: true)
    try studio.add(.clock, as: "cafe\u{301}\n.mp4")
    let draft = try await draft(studio)
    let clip = try #require(draft.plan.timeline.clips.first)
    #expect(Array(draft.source(of: clip).utf8) == Array("cafe\u{301}\n.mp4".utf8))
    #expect(draft.film.sources.map(\.path) == ["../cafe\u{301}\n.mp4", "../song.wav"])
    #expect(draft.facts().unused == [])
  }

  @Test func `a song and footage are a film where the defaults say so`() async throws {
    let studio = try Workroom(clips: [.clock], song: try Workroom.song(), isMeasured: true)
    try studio.tree.write("auto: true\nduration: 3\nfps: 25", to: "montaged.defaults.yaml")
    let draft = try await draft(studio)
    #expect(draft.name == "montage" && draft.plan.timeline.frameCount == 75)
    try studio.tree.write("auto: true\nnever: '*'", to: "montaged.defaults.yaml")
    #expect(
      await sentence(studio)
        == "montaged.defaults.yaml: the config excludes all footage;"
        + " correct its lines never: and only:")
    try studio.tree.write("auto: true\nmusic: other.wav", to: "montaged.defaults.yaml")
    #expect(await sentence(studio).hasPrefix("montaged.defaults.yaml: the song other.wav is not"))
  }
}
