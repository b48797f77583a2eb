// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Linux
import TestSupport
import Testing
import Watching

@testable import Pipeline

struct DaemonMemoryTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for name in ["montage.yaml", "song.flac", "clip.mp4"] { try write(name, "x") }
  }

  private func write(_ name: String, _ text: String) throws {
    try text.write(toFile: folder.file(name), atomically: false, encoding: .utf8)
  }

  private func look() throws -> (files: [ScannedFile], project: ProjectFolder) {
    let files = try FolderScan.run(Path(folder.path)).files
    return (files, try #require(ProjectFolder.find(in: files).projects.first))
  }

  @Test func `a project is due once, and again when a part of it changes`() throws {
    var memory = DaemonMemory()
    for name in ["montage.yaml", "song.flac", "clip.mp4"] {
      let project = try look().project
      #expect(memory.isDue(project, at: .zero))
      memory.note(project, isWorthRetrying: false, at: .zero)
      #expect(!memory.isDue(project, at: .seconds(100_000)))
      #expect(memory.nextRetry == nil)
      try write(name, "longer")
    }
    #expect(memory.isDue(try look().project, at: .zero))
  }

  @Test func `what may pass is tried again, ever more rarely`() throws {
    var memory = DaemonMemory()
    let project = try look().project
    var now = Duration.zero
    var pauses: [Int64] = []
    for _ in 0..<6 {
      memory.note(project, isWorthRetrying: true, at: now)
      let next = try #require(memory.nextRetry)
      #expect(!memory.isDue(project, at: next - .milliseconds(1)))
      #expect(memory.isDue(project, at: next))
      pauses.append((next - now).components.seconds / 60)
      now = next
    }
    #expect(pauses == [1, 2, 4, 8, 15, 15])
    memory.note(project, isWorthRetrying: false, at: now)
    #expect(memory.nextRetry == nil)
  }

  @Test func `what is gone is forgotten, and new when it comes back`() throws {
    var memory = DaemonMemory()
    let (files, project) = try look()
    memory.note(project, isWorthRetrying: true, at: .zero)
    let clip = try #require(project.footage.first)
    memory.keep(files: files, projects: [project])
    #expect(!memory.isUnmeasured(clip))
    memory.keep(files: [], projects: [])
    #expect(memory.isUnmeasured(clip))
    #expect(memory.isDue(project, at: .zero))
    #expect(memory.nextRetry == nil)
  }
}
