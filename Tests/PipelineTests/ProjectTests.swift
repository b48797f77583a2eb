// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Linux
import Media
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

  @Test func `a config lies over the defaults`() throws {
    let tree = try Tree()
    try tree.write("style: dramatic\nseed: 7", to: "montaged.defaults.yaml")
    try tree.write("seed: 8", to: "trip/montage.yaml")
    let project = try Project(folder: tree.path.joining("trip"))
    let config = try project.config(project.configs[0])
    #expect(config.style.name == "dramatic" && config.seed == 8)
    #expect(!project.isImplied)
  }

  @Test func `a mistake in the defaults names their file, for every film`() throws {
    let tree = try Tree("trip/clip.mp4")
    try tree.write("seed: x", to: "montaged.defaults.yaml")
    let bare = try Project(folder: tree.path.joining("trip"))
    #expect(throws: try #require(bare.defaults.failure)) { try bare.requireConfigs() }
    try tree.write("", to: "trip/montage.yaml")
    let project = try Project(folder: tree.path.joining("trip"))
    let failure = #expect(throws: MontageFailure.self) { try project.config(project.configs[0]) }
    #expect(failure?.kind == .configuration)
    #expect(failure?.sentence.hasPrefix("montaged.defaults.yaml: line 1: seed cannot be") == true)
  }

  @Test(
    arguments: [
      (["clip.mp4", "song.mp3"], true), (["clip.mp4", "1.mp3", "2.mp3"], false),
      (["song.mp3"], false), (["clip.mp4"], false), (["clip.mp4", "sound/song.mp3"], false),
      (["clip.mp4", "song.mp3", "montage.yaml"], false),
      (["clip.mp4", "song.mp3", "montage.yaml.txt"], false),
    ])
  func `with auto footage and one song imply an empty config`(paths: [String], isImplied: Bool)
    throws
  {
    let tree = try Tree()
    for path in paths { try tree.write("", to: "trip/" + path) }
    try tree.write("auto: true\nseed: 3", to: "montaged.defaults.yaml")
    let project = try Project(folder: tree.path.joining("trip"))
    #expect(project.isImplied == isImplied)
    let defaults = DropDefaults(in: tree.path, files: try tree.files())
    let found = defaults.projects(among: try tree.files()).projects.first {
      $0.path.display == "trip"
    }
    let scanned = found.map { Project($0, in: tree.path, problems: [], defaults: defaults) }
    #expect((scanned?.isImplied ?? false) == isImplied)
    guard isImplied else { return }
    #expect(project.configs.map(\.montage) == ["montage"])
    #expect(try project.config(project.configs[0]).seed == 3)
    try project.requireConfigs()
  }

  @Test func `a wrong value is looked for in the file that says it`() throws {
    let tree = try Tree()
    try tree.write("music: theme.mp3", to: "montaged.defaults.yaml")
    try tree.write("never: a.mp4", to: "montage.yaml")
    let project = try tree.project()
    let name = project.configs[0]
    let config = try project.config(name)
    let origin = { (value: (MontageConfig) -> [String]) in
      Path.display(project.origin(of: value, in: config, name).file)
    }
    #expect(origin { [$0.music ?? ""] } == "montaged.defaults.yaml")
    #expect(origin { $0.never.map(\.text) } == "montage.yaml")
    #expect(origin { $0.only.map(\.text) } == "montage.yaml")
  }
}
