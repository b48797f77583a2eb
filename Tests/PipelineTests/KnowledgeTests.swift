// SPDX-License-Identifier: GPL-3.0-or-later

import Jobs
import Linux
import Media
import Catalog
import TestSupport
import Workers
import Testing
import Watching

@testable import Pipeline

struct KnowledgeTests {
  private let posed: PosedWorkers

  init() throws { posed = try PosedWorkers() }

  private func knowledge(of name: String) throws -> Knowledge? {
    let files = try FolderScan.run(Path(posed.folder.path)).files
    return try posed.measuring("exit 1").knowledge(of: files)[Path(name)]
  }

  private func measure(
    _ name: String, with script: String, depth: AnalyzeJob.Depth = .full
  ) async throws {
    _ = try? await posed.measuring(script).footage(posed.open(name), depth: depth)
  }

  @Test func `a file goes from unknown over coarse to measured, and back when it changes`()
    async throws
  {
    try posed.write("clip", to: "a.mp4")
    #expect(try knowledge(of: "a.mp4") == .unknown)
    let script = try posed.finding(PosedWorkers.analysis)
    var glimpse = PosedWorkers.analysis
    glimpse.isCoarse = true
    try await measure("a.mp4", with: posed.finding(glimpse), depth: .coarse)
    #expect(try knowledge(of: "a.mp4") == .coarse)
    try await measure("a.mp4", with: script)
    #expect(try knowledge(of: "a.mp4") == .measured)
    try posed.write("other", to: "a.mp4")
    #expect(try knowledge(of: "a.mp4") == .unknown)
  }

  @Test func `what is wrong is told in a sentence, and when it is tried again`() async throws {
    for name in ["a.mp4", "b.mp4", "c.mp4", "d.mp4"] { try posed.write(name, to: name) }
    try await measure("a.mp4", with: PosedWorkers.failing(.notMedia))
    var black = PosedWorkers.analysis
    black.shots = []
    try await measure("b.mp4", with: posed.finding(black))
    try await measure("c.mp4", with: PosedWorkers.dying)
    #expect(
      try knowledge(of: "a.mp4")
        == .rejected("not a video that can be read; convert it, or take it out of the folder"))
    #expect(
      try knowledge(of: "b.mp4")
        == .rejected("holds no picture that lasts; take it out of the folder"))
    guard case .retry(let time, let sentence) = try knowledge(of: "c.mp4") else {
      Issue.record("not to be tried again")
      return
    }
    #expect(time == posed.store.clock() + 30_000)
    #expect(sentence.hasSuffix("; it is tried again in a while"))
    #expect(try knowledge(of: "d.mp4") == .unknown)
  }

  @Test func `a song that failed has a song's sentence`() async throws {
    try posed.write("words", to: "song.wav")
    let measuring = try posed.measuring(PosedWorkers.failing(.notMedia))
    _ = try? await measuring.music(posed.open("song.wav"))
    #expect(
      try knowledge(of: "song.wav")
        == .rejected("not a song that can be read; convert it, or choose another song"))
  }

  @Test func `what a killed daemon left is no fault of the file`() async throws {
    try posed.write("clip", to: "a.mp4")
    let content = try posed.measuring("exit 1").contentKey(of: posed.open("a.mp4"))
    let key = Measuring.Order(.footage, try posed.open("a.mp4"), content).key
    _ = try posed.store.cache.claim(key, owner: "gone 1 2", at: 1)
    #expect(try knowledge(of: "a.mp4") == .unknown)
    #expect(try Recovery.run(on: posed.store, at: 5).cutOffAnalyses == 1)
    #expect(try knowledge(of: "a.mp4") == .unknown)
  }
}
