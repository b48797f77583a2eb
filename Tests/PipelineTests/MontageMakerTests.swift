// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Linux
import Media
import Planning
import TestSupport
import Testing

@testable import Pipeline

/// A small canvas: what is asked here does not depend on pixels.
private let small = "height: 180\nduration: 6\n"

@Suite(.serialized)
struct MontageMakerTests {
  private func studio(_ config: String? = small) throws -> Workroom { try .measured(config) }

  private func names(_ studio: Workroom) -> [String] { studio.tree.names("project/montages") }

  @Test func `a film comes with everything that belongs to it, and nothing else`() async throws {
    let studio = try studio()
    let outcome = try await studio.make()
    #expect(outcome.failed.isEmpty)
    let made = try #require(outcome.made.first)
    #expect(made.frames == 180 && made.copiedFrames == 0 && made.encodedFrames == 180)
    #expect(made.output == studio.folder.joining("montages/montage.mp4"))
    #expect(made.summary.contains("180 of 180 frames encoded"))
    #expect(
      names(studio).filter { !$0.contains("cuts") } == [
        "montage.edl", "montage.html", "montage.jpg", "montage.mlt", "montage.mp4", "montage.otio",
      ])
  }

  @Test func `a title is seen at the start only, and makes another film`() async throws {
    let studio = try studio(small + "title: Iceland \u{E000}\n")
    let made = try #require(try await studio.make().made.first)
    #expect(made.frames == 180)
    #expect(made.draft.warnings == ["title: no font has a glyph for U+E000; install fonts-noto"])
    let report = try String(
      contentsOfFile: studio.tree.folder.file("project/montages/montage.html"), encoding: .utf8)
    #expect(report.contains("no font has a glyph for U+E000"))
    let overlay = try #require(made.draft.title?.overlay)
    #expect(overlay.frames.start == 0 && (60...120).contains(overlay.frames.count))
    // The same title encodes nothing, another one only what it lies over.
    let wish = MontageMaker.Wish(condition: .unlessDone)
    #expect(try await studio.make(wish).isUpToDate)
    #expect(try #require(try await studio.make().made.first).encodedFrames == 0)
    try studio.tree.write(small + "title: Norway", to: "project/montage.yaml")
    guard let other = try await studio.make(wish).result else {
      Issue.record("the film with another title is another film")
      return
    }
    #expect(other.draft.warnings.isEmpty)
    #expect(other.encodedFrames >= overlay.frames.count)
    #expect(other.encodedFrames < overlay.frames.count + 12)
  }

  @Test func `dissolves change neither length nor cuts, and are encoded once`() async throws {
    let studio = try studio()
    let hard = try #require(try await studio.make().made.first)
    try studio.tree.write(small + "transitions: dissolve\n", to: "project/montage.yaml")
    let soft = try #require(try await studio.make().made.first)
    let transitions = soft.draft.plan.timeline.transitions
    #expect(!transitions.isEmpty)
    #expect(soft.draft.plan.timeline.clips == hard.draft.plan.timeline.clips)
    // Only what is touched, and on to where the next clip's groups begin.
    let most = transitions.reduce(0) { $0 + $1.frameCount + 11 }
    #expect(soft.frames == 180 && (1...most).contains(soft.encodedFrames))
    let again = try #require(try await studio.make().made.first)
    #expect(again.encodedFrames == 0 && again.frames == 180)
    #expect(again.draft.plan.planID != hard.draft.plan.planID)
    // Hard cuts again: those pieces are still there.
    try studio.tree.write(small, to: "project/montage.yaml")
    #expect(try await studio.make().made.first?.encodedFrames == 0)
  }

  @Test func `a table of colours makes pieces of its own, and one that is none is named`()
    async throws
  {
    let config = "height: 180\nduration: 2\n"
    let studio = try studio(config)
    _ = try await studio.make()
    let corners = ["1 1 1", "0 1 1", "1 0 1", "0 0 1", "1 1 0", "0 1 0", "1 0 0", "0 0 0"]
    let table = "LUT_3D_SIZE 2\n" + corners.joined(separator: "\n")
    try studio.tree.write(table, to: "project/odd.cube")
    try studio.tree.write(config + "lut: odd.cube\n", to: "project/montage.yaml")
    #expect(try await studio.make().made.first?.encodedFrames == 60)
    #expect(try await studio.make().made.first?.encodedFrames == 0)
    try studio.tree.write(table.replacing("1 1 1", with: "1 1"), to: "project/odd.cube")
    #expect(
      try await studio.make().failed.first?.failure.sentence
        == "odd.cube: not a table of colours (line 2 is not understood); export it again")
  }

  @Test func `a focus makes pieces of its own`() async throws {
    let tall = "resolution: 180x320\nduration: 3\nfit: crop\n"
    let studio = try studio(tall)
    _ = try await studio.make()
    try studio.tree.write(tall + "focus: left\n", to: "project/montage.yaml")
    let left = try #require(try await studio.make().made.first)
    #expect(left.encodedFrames == 90)
    for config in [tall, tall + "focus: center\n", tall + "focus: left\n"] {
      try studio.tree.write(config, to: "project/montage.yaml")
      #expect(try await studio.make().made.first?.encodedFrames == 0)
    }
  }

  @Test func `footage whose sound cannot be read is in the film all the same, and named`()
    async throws
  {
    let studio = try Workroom(song: Workroom.song(), config: small + "sound: duck\n")
    let clip = studio.tree.folder.file("project/odd.mkv")
    try Shell.run(
      "ffmpeg", "-nostdin", "-v", "error", "-i", SampleKit.clip(.clock), "-f", "lavfi", "-i",
      "sine=f=500:d=4:r=48000", "-map", "0:v", "-map", "1:a", "-c:v", "copy", "-ac", "2", "-c:a",
      "dca", "-strict", "-2", clip)
    let made = try #require(try await studio.make().made.first)
    let sentence =
      "The sound of odd.mkv cannot be read and is left out; convert the file to hear it."
    #expect(made.notes.contains(sentence))
    let page = try String(
      contentsOfFile: studio.tree.folder.file("project/montages/montage.html"), encoding: .utf8)
    #expect(page.contains(sentence))
    #expect(made.sound?.loudness != nil)
    // Told again where nothing is encoded anew.
    #expect(try await studio.make().made.first?.notes.contains(sentence) == true)
  }

  @Test func `copied and encoded anew, the film is the same`() async throws {
    let studio = try studio()
    let maker = MontageMaker(studio.workshop)
    func make(_ wish: MontageMaker.Wish) async throws -> MontageMaker.Outcome {
      try await maker.makeAll(of: studio.project(), wish)
    }
    let refused = try await make(MontageMaker.Wish(path: .copy))
    #expect(
      refused.failed.first?.failure.sentence
        == "180 of 180 frames are not encoded yet; run montagectl prepare first,"
        + " or leave out --path copy")
    _ = try await Preparing(studio.workshop).prepare(FootageSet(folder: studio.folder))
    let copied = try #require(try await make(MontageMaker.Wish(path: .copy)).made.first)
    #expect(copied.encodedFrames == 0 && copied.copiedFrames == 180)
    let kept = studio.tree.folder.file("copied.mp4")
    try FileManager.default.copyItem(atPath: copied.output.display, toPath: kept)
    let encoded = try #require(try await make(MontageMaker.Wish(path: .encode)).made.first)
    #expect(encoded.encodedFrames == 180)
    let comparison = try await Comparing(studio.workshop).compare(Path(kept), encoded.output)
    #expect(comparison.first.frames == comparison.second.frames)
    #expect(comparison.cutsOnlyInFirst(tolerance: 0) == comparison.cutsOnlyInSecond(tolerance: 0))
    #expect(try #require(comparison.likeness.similarity).mean > 0.98)
    #expect(comparison.first.sound?.samples == comparison.second.sound?.samples)
  }

  @Test func `a draft is small, and the film takes its place`() async throws {
    let studio = try studio("height: 720\nduration: 3\n")
    let maker = MontageMaker(studio.workshop)
    let draft = try await maker.makeAll(of: studio.project(), MontageMaker.Wish(isDraft: true))
    #expect(draft.made.first?.draft.format.canvas == PixelSize(width: 960, height: 540))
    #expect((studio.tree.text("project/montages/montage.html") ?? "").contains("is a draft"))
    let film = try await studio.make(MontageMaker.Wish(condition: .unlessDone))
    #expect(film.result?.draft.format.canvas == PixelSize(width: 1280, height: 720))
    #expect(!names(studio).contains("previous"), "a draft is not worth keeping")
  }

  @Test func `who has no film yet gets a draft before one that takes long`() async throws {
    let studio = try studio("height: 720\nduration: 3\n")
    let heard = Heard()
    func make(_ wish: MontageMaker.Wish = MontageMaker.Wish()) async throws -> MontageResult? {
      try await MontageMaker(studio.workshop, progress: heard.note)
        .makeAll(of: studio.project(), wish).made.first
    }
    func publications() -> Int { heard.all.count { $0.stage == .publishing } }
    // The machine turned out to be slow.
    for _ in 0..<40 { studio.workshop.store.encodingSpeed.note(pixels: 1_000, in: .seconds(1)) }
    let film = try #require(try await make())
    #expect(publications() == 2)
    #expect(film.draft.format.canvas == PixelSize(width: 1280, height: 720))
    #expect(!names(studio).contains("previous"))
    #expect(!(studio.tree.text("project/montages/montage.html") ?? "").contains("is a draft"))
    // A film stands there, which is better than a draft of the next.
    for _ in 0..<40 { studio.workshop.store.encodingSpeed.note(pixels: 1_000, in: .seconds(1)) }
    try studio.tree.write("height: 360\nduration: 3\n", to: "project/montage.yaml")
    #expect(try await make()?.encodedFrames == 90)
    #expect(publications() == 3)
  }

  @Test func `a film that stands as it would be made is left alone`() async throws {
    let studio = try studio()
    _ = try await studio.make()
    let film = studio.folder.joining("montages/montage.mp4")
    let status = try FileStatus.read(film)
    // What an edit and its undoing leave behind.
    try studio.tree.write("oops", to: "project/montages/montage.failed.txt")
    let wish = MontageMaker.Wish(condition: .unlessDone)
    #expect(try await studio.make(wish).isUpToDate)
    #expect(try FileStatus.read(film) == status)
    #expect(!names(studio).contains("montage.failed.txt"))
    // A film that is gone, or another wish, makes it again, from what is encoded already.
    try studio.tree.remove("project/montages/montage.mp4")
    #expect(try await studio.make(wish).result?.encodedFrames == 0)
    try studio.tree.write("height: 180\nduration: 3\n", to: "project/montage.yaml")
    #expect(try await studio.make(wish).result?.frames == 90)
  }

  @Test func `new footage alone leaves a film for later, unless it was preliminary`() async throws {
    let studio = try studio()
    let first = MontageMaker.Wish(request: "a", isPreliminary: true)
    #expect(try await studio.make(first).result != nil)
    try studio.tree.remove("project/waves.mp4")
    let wish = MontageMaker.Wish(request: "a", condition: .unlessOnlyFootageChanged)
    #expect(try await studio.make(wish).result != nil)
    try studio.add(.waves, as: "waves.mp4")
    #expect(try await studio.make(wish).isOutdated)
    // Something else was asked for.
    var other = wish
    other.request = "b"
    #expect(try await studio.make(other).result != nil)
  }

  @Test func `a failure is written beside the film of before, and goes when it is mended`()
    async throws
  {
    let studio = try studio()
    _ = try await studio.make()
    try studio.tree.write("stile: energetic\n", to: "project/montage.yaml")
    let outcome = try await studio.make()
    #expect(outcome.failed.map(\.name) == ["montage"])
    let sentence =
      "montage.yaml: line 1: unknown key \"stile\"; did you mean \"style\"?"
    #expect(outcome.failed.first?.failure == MontageFailure(.configuration, sentence))
    #expect(studio.tree.text("project/montages/montage.failed.txt") == sentence + "\n")
    #expect(names(studio).contains("montage.mp4"))
    try studio.tree.write(small, to: "project/montage.yaml")
    _ = try await studio.make()
    #expect(!names(studio).contains("montage.failed.txt"))
  }

  @Test func `one montage that fails does not keep the others`() async throws {
    let studio = try studio()
    try studio.tree.write("music: none.mp3\n", to: "project/a.montage.yaml")
    try studio.tree.write("", to: "project/notes.montage.yaml.txt")
    let outcome = try await studio.make()
    #expect(outcome.made.map(\.name) == ["montage"])
    #expect(outcome.failed.map(\.name) == ["notes", "a"])
    for name in ["a", "notes"] { #expect(names(studio).contains("\(name).failed.txt")) }
  }

  @Test func `a place that cannot hold films is told before anything is measured`() async throws {
    let studio = try studio()
    try studio.tree.write("x", to: "project/montages")
    let heard = Heard()
    let outcome = try await MontageMaker(studio.workshop, progress: heard.note)
      .makeAll(of: studio.project())
    #expect(
      outcome.failed.first?.failure
        == MontageFailure(
          .output,
          "\(studio.folder)/montages: a file stands where a folder is needed; rename it"))
    #expect(heard.all.isEmpty)
  }

  @Test func `progress runs through the stages in their order`() async throws {
    let studio = try studio()
    let heard = Heard()
    _ = try await MontageMaker(studio.workshop, progress: heard.note)
      .makeAll(of: studio.project())
    var stages: [Pipeline.Progress.Stage] = []
    for progress in heard.all where stages.last != progress.stage { stages.append(progress.stage) }
    #expect(
      stages == [.listening, .analysing, .planning, .encoding, .joining, .checking, .publishing])
    #expect(heard.all.allSatisfy { (0...1).contains($0.share) })
  }

  @Test func `renaming every clip changes neither plan nor pieces`() async throws {
    let studio = try studio()
    let first = try #require(try await studio.make().made.first)
    for (old, new) in [("clock", "z"), ("waves", "a")] {
      try FileManager.default.moveItem(
        atPath: studio.tree.folder.file("project/\(old).mp4"),
        toPath: studio.tree.folder.file("project/\(new).mp4"))
    }
    let again = try #require(try await studio.make().made.first)
    #expect(again.draft.plan.planID == first.draft.plan.planID)
    #expect(again.encodedFrames == 0)
  }

  @Test(.timeLimit(.minutes(1)))
  func `a cancelled montage leaves neither film nor failure nor temporary files`() async throws {
    let studio = try studio()
    let project = try studio.project()
    let (encoding, hears) = AsyncStream.makeStream(of: Void.self)
    let work = Task { [workshop = studio.workshop] in
      let maker = MontageMaker(workshop) { progress in
        if progress.stage == .encoding { hears.finish() }
      }
      return try await maker.makeAll(of: project)
    }
    for await _ in encoding {}
    work.cancel()
    let failure = await #expect(throws: MontageFailure.self) { try await work.value }
    #expect(failure?.kind == .cancelled)
    #expect(names(studio) == [])
  }
}

extension MontageMaker.Made {
  fileprivate var result: MontageResult? {
    if case .published(let results) = self { results.first } else { nil }
  }

  fileprivate var isUpToDate: Bool { if case .upToDate = self { true } else { false } }

  fileprivate var isOutdated: Bool { if case .outdated = self { true } else { false } }
}
