// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import TestSupport
import Testing
import Watching

struct ProjectFolderTests {
  @Test func `every file belongs to the nearest config above it`() throws {
    let (projects, unclaimed) = ProjectFolder.find(
      in: try scan(
        "Iceland/montage.yaml", "Iceland/Short.montage.yaml", "Iceland/song.flac",
        "Iceland/sound/wind.wav", "Iceland/a/b/one.mp4", "Iceland/montages/Short.cuts.yaml",
        "Iceland/nested/montage.yaml", "Iceland/nested/two.mp4", "Norway/three.mp4", "four.mp4"))
    #expect(projects.map(\.path.display) == ["Iceland", "Iceland/nested"])
    let iceland = try #require(projects.first)
    #expect(names(iceland.configs) == ["Iceland/Short.montage.yaml", "Iceland/montage.yaml"])
    #expect(names(iceland.footage) == ["Iceland/a/b/one.mp4"])
    #expect(names(iceland.cutLists) == ["Iceland/montages/Short.cuts.yaml"])
    #expect(names(iceland.music) == ["Iceland/song.flac", "Iceland/sound/wind.wav"])
    #expect(names(iceland.songs) == ["Iceland/song.flac"])
    #expect(names(projects.last?.footage ?? []) == ["Iceland/nested/two.mp4"])
    #expect(names(unclaimed) == ["Norway/three.mp4", "four.mp4"])
  }

  @Test func `the drop folder itself can be a project`() throws {
    let (projects, unclaimed) = ProjectFolder.find(
      in: try scan("montage.yaml", "song.mp3", "a/one.mp4"))
    #expect(projects.map(\.path.bytes) == [[]])
    #expect(names(projects.first?.songs ?? []) == ["song.mp3"])
    #expect(names(projects.first?.footage ?? []) == ["a/one.mp4"])
    #expect(unclaimed == [])
  }

  @Test func `a song alone makes a project where that is asked for`() throws {
    let files = try scan("trip/song.mp3", "trip/one.mp4")
    #expect(ProjectFolder.find(in: files).projects == [])
    #expect(ProjectFolder.find(in: files, songAlone: true).projects.map(\.path) == ["trip"])
  }

  @Test func `a film stands in the project's own folder of results`() throws {
    let project = try #require(
      ProjectFolder.find(
        in: try scan("a/montage.yaml", "a/montages/short.mp4", "a/b/montages/long.mp4")
      ).projects.first)
    #expect(project.footage == [])
    #expect(project.film("short")?.path == "a/montages/short.mp4")
    #expect(project.film("long") == nil && project.film("montage") == nil)
  }

  private func scan(_ paths: String...) throws -> [ScannedFile] {
    let folder = try TemporaryFolder()
    let tree = Tree(root: Path(folder.path))
    for path in paths { try tree.make(path) }
    return try FolderScan.run(Path(folder.path)).files
  }

  private func names(_ files: [ScannedFile]) -> [String] { files.map(\.path.display) }
}
