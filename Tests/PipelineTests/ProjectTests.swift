// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Linux
import Settings
import TestSupport
import Testing
import Watching

@testable import Pipeline

struct ProjectTests {
  @Test func `a project has its files by kind, and its configs by the names of their films`() throws
  {
    let tree = try Tree(
      "montage.yaml", "Short.montage.yml", "song.mp3", "a.mp4", "DCIM/b.mov", "nested/c.mp4",
      "nested/montage.yaml", "montages/montage.mp4")
    let project = try tree.project()
    #expect(project.configs.map(\.montage) == ["Short", "montage"])
    #expect(project.files.footage.map(\.path.display) == ["DCIM/b.mov", "a.mp4"])
    #expect(project.files.songs.map(\.path.display) == ["song.mp3"])
    #expect(project.nameProblems == [])
    try project.requireConfigs()
  }

  @Test func `a folder without a config is told to make one`() throws {
    let tree = try Tree("a.mp4", "nested/montage.yaml")
    let project = try tree.project()
    let failure = #expect(throws: MontageFailure.self) { try project.requireConfigs() }
    #expect(failure?.kind == .missing)
    #expect(
      failure?.sentence
        == "\(tree.path): there is no montage.yaml; create one, it may be empty")
  }

  @Test func `a folder that is not there is missing`() {
    let failure = #expect(throws: MontageFailure.self) { try Project(folder: "/nowhere/at all") }
    #expect(
      failure
        == MontageFailure(
          .missing, "/nowhere/at all: there is no such folder; correct the path"))
  }

  @Test(
    arguments: [
      (["montage.yaml.txt"], "montage"), (["montage.txt"], "montage"),
      (["Film.montage.yaml.txt"], "Film"), (["montage.yaml", "Montage.YAML"], "montage"),
      (["A.montage.yaml", "a.montage.yml"], "A"),
    ])
  func `a config with a bad name is a failure of its film, even when it is alone`(
    names: [String], film: String
  ) throws {
    let tree = try Tree("a.mp4")
    for name in names { try tree.write("", to: name) }
    let project = try tree.project()
    try project.requireConfigs()
    #expect(project.configs == [])
    #expect(project.nameFailures.map(\.name).map { $0.lowercased() } == [film.lowercased()])
    #expect(project.nameFailures.allSatisfy { $0.failure.kind == .configuration })
  }

  @Test func `a bad name does not keep good ones`() throws {
    let tree = try Tree("good.montage.yaml", "bad.montage.yaml.txt", "a.mp4")
    let project = try tree.project()
    #expect(project.configs.map(\.montage) == ["good"])
    #expect(project.nameFailures.map(\.name) == ["bad"])
  }
}
