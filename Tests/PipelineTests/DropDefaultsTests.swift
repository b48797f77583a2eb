// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Linux
import Media
import Settings
import TestSupport
import Testing
import Watching

@testable import Pipeline

struct DropDefaultsTests {
  private func defaults(in tree: Tree) throws -> DropDefaults {
    DropDefaults(in: tree.path, files: try tree.files())
  }

  private func projects(in tree: Tree) throws -> (paths: [String], unclaimed: [String]) {
    let found = try defaults(in: tree).projects(among: try tree.files())
    return (found.projects.map(\.path.display), found.unclaimed.map(\.path.display))
  }

  @Test func `a drop folder without the file has the general defaults`() throws {
    let tree = try Tree("a/montage.yaml", "a/montaged.defaults.yaml")
    #expect(try defaults(in: tree) == .none)
  }

  @Test func `the file is found whatever its case, and read`() throws {
    let tree = try Tree()
    try tree.write("style: dramatic\nauto: true", to: "Montaged.Defaults.YML")
    let defaults = try defaults(in: tree)
    #expect(defaults.path == tree.path.joining("Montaged.Defaults.YML"))
    #expect(defaults.config.style.name == "dramatic" && defaults.config.isAutomatic)
    #expect(defaults.failure == nil)
  }

  @Test func `a mistake in it is told with its name, and then it says nothing`() throws {
    let tree = try Tree()
    try tree.write("auto: true\nstile: x", to: "montaged.defaults.yaml")
    let defaults = try defaults(in: tree)
    #expect(defaults.config == MontageConfig())
    #expect(
      defaults.failure
        == MontageFailure(
          .configuration,
          "montaged.defaults.yaml: line 2: unknown key \"stile\"; did you mean \"style\"?"))
  }

  @Test func `two such files are one too many`() throws {
    let tree = try Tree("montaged.defaults.yaml", "montaged.defaults.yml")
    #expect(
      try defaults(in: tree).failure?.sentence
        == "montaged.defaults.yaml and montaged.defaults.yml mean the same file; keep one")
  }

  @Test(arguments: [(0, true), (1, true), (7, true), (8, false)])
  func `the nearest file above a project counts, not too far away`(depth: Int, isFound: Bool) throws
  {
    let folders = (0..<depth).map { "\($0)/" }.joined()
    let tree = try Tree(folders + "clip.mp4")
    try tree.write("seed: 9", to: "montaged.defaults.yaml")
    let found = DropDefaults.nearest(to: tree.path.joining(folders))
    #expect(found.config.seed == (isFound ? 9 : 1))
    guard depth > 1 else { return }
    try tree.write("seed: 5", to: "0/montaged.defaults.yaml")
    #expect(DropDefaults.nearest(to: tree.path.joining(folders)).config.seed == 5)
  }

  @Test func `a path with dots leads to the folders that it means`() throws {
    let tree = try Tree("a/b/clip.mp4")
    try tree.write("seed: 9", to: "montaged.defaults.yaml")
    try tree.write("seed: 5", to: "a/b/montaged.defaults.yaml")
    #expect(DropDefaults.nearest(to: tree.path.joining("a/b/../.")).config.seed == 9)
  }

  @Test func `without auto only configs make projects`() throws {
    let tree = try Tree("a/montage.yaml", "a/clip.mp4", "b/clip.mp4", "b/song.mp3")
    let (paths, unclaimed) = try projects(in: tree)
    #expect(paths == ["a"] && unclaimed == ["b/clip.mp4", "b/song.mp3"])
  }

  @Test func `with auto footage and exactly one song make a project too`() throws {
    let tree = try Tree(
      "a/montage.yaml", "a/clip.mp4", "a/sound/wind.wav", "a/sound/clip.mp4", "one/clip.mp4",
      "one/song.mp3", "two/clip.mp4", "two/1.mp3", "two/2.mp3", "songs/song.mp3", "clips/clip.mp4")
    try tree.write("auto: true", to: "montaged.defaults.yaml")
    let (paths, unclaimed) = try projects(in: tree)
    #expect(paths == ["a", "one"])
    #expect(
      unclaimed == [
        "clips/clip.mp4", "montaged.defaults.yaml", "songs/song.mp3", "two/1.mp3", "two/2.mp3",
        "two/clip.mp4",
      ])
    let found = try defaults(in: tree).projects(among: try tree.files()).projects
    #expect(found[0].footage.map(\.path.display) == ["a/clip.mp4", "a/sound/clip.mp4"])
  }

  @Test func `a folder whose only config has a wrong ending is a project that says so`() throws {
    let tree = try Tree(
      "a/montage.yaml.txt", "a/clip.mp4", "b/montage.yaml", "b/clip.mp4",
      "b/c/Film.montage.yaml.txt",
      "b/c/clip.mp4")
    let defaults = try defaults(in: tree)
    let found = defaults.projects(among: try tree.files())
    #expect(found.projects.map(\.path.display) == ["a", "b", "b/c"])
    #expect(found.unclaimed == [])
    let projects = found.projects.map {
      Project($0, in: tree.path, problems: [], defaults: defaults)
    }
    #expect(projects.map { $0.configs.map(\.montage) } == [[], ["montage"], []])
    #expect(projects.map { $0.nameFailures.map(\.name) } == [["montage"], [], ["Film"]])
    // Until the name is mended the footage is that of the project around it.
    #expect(projects[1].files.footage.map(\.path.display) == ["c/clip.mp4", "clip.mp4"])
  }
}
