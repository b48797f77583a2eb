// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

/// The daemon as its user meets it: files go into a folder, films come out.
@Suite(.timeLimit(.minutes(5)))
struct DaemonTests {
  private let daemon: DaemonUnderTest
  private let material: DaemonMaterial

  init() async throws {
    material = try await DaemonMaterial.shared.value
    daemon = try DaemonUnderTest(.made, material)
  }

  /// Drops clips, a song and an empty config, in this order.
  private func dropProject(_ folder: String, clips: Range<Int>) throws {
    for clip in material.clips[clips] {
      try daemon.drop(material.file(clip), as: "\(folder)/\(clip)")
    }
    try daemon.drop(material.file("song.flac"), as: "\(folder)/song.flac")
    // Nobody waits an hour for a film of new footage.
    try daemon.write("rerender: 0\n", to: "\(folder)/montage.yaml")
  }

  @Test func `a film follows its project through its changes`() async throws {
    try await daemon.start()
    try dropProject("Trip", clips: 0..<6)
    let film = "Trip/montages/montage.mp4"
    let excuse = "Trip/montages/montage.failed.txt"
    try await daemon.wait("the first film") { daemon.count("montage.mp4: ") == 1 }
    for end in ["mp4", "html", "otio", "edl", "mlt"] {
      #expect(daemon.has("Trip/montages/montage.\(end)"))
    }
    let first = try daemon.inode(film)

    // A typo says what is wrong, and takes nothing away.
    try daemon.write("stile: energetic\n", to: "Trip/montage.yaml")
    try await daemon.wait("the excuse") { daemon.has(excuse) }
    #expect(try daemon.text(excuse).contains("did you mean"))
    #expect(try daemon.inode(film) == first)

    // Mended as it was: the film stands already.
    try daemon.write("rerender: 0\n", to: "Trip/montage.yaml")
    try await daemon.wait("the end of the excuse") { !daemon.has(excuse) }
    #expect(try daemon.inode(film) == first)
    #expect(daemon.count("montage.mp4: ") == 1)

    // Other names are no other film.
    let settled = daemon.count("up to date")
    for clip in material.clips {
      try FileManager.default.moveItem(
        atPath: daemon.path("Trip/\(clip)"), toPath: daemon.path("Trip/9 \(clip)"))
    }
    try await daemon.wait("a look at the new names") { daemon.count("up to date") > settled }
    #expect(try daemon.inode(film) == first)

    // Another song of the same name.
    try daemon.drop(material.file("slower.flac"), as: "Trip/song.flac")
    try await daemon.wait("a film to the other song") { daemon.count("montage.mp4: ") == 2 }
    #expect(try daemon.inode(film) != first)
    let previous = try FileManager.default.contentsOfDirectory(
      atPath: daemon.path("Trip/montages/previous"))
    #expect(previous.count == 1)

    // A clip that is gone is not shown.
    let used = try #require(
      material.clips.first { clip in
        (try? daemon.text("Trip/montages/montage.otio"))?.contains("9%20\(clip)") ?? false
      })
    try FileManager.default.removeItem(atPath: daemon.path("Trip/9 \(used)"))
    try await daemon.wait("a film without the clip") { daemon.count("montage.mp4: ") == 3 }
    #expect(try !daemon.text("Trip/montages/montage.otio").contains(used))
    #expect(daemon.temporaries == [])
  }

  @Test func `pages tell of what is there, each to those who may read it`() async throws {
    func page(_ name: String) -> String { (try? daemon.text(name)) ?? "" }
    let (common, own) = ("status.html", "Trip/montages/status.html")
    try await daemon.start()
    try dropProject("Trip", clips: 0..<2)
    try await daemon.wait("the film on its project's page") { page(own).contains("base64,/9j/") }
    try await daemon.wait("the film on the folder's page") { page(common).contains(own) }
    #expect(!page(common).contains("base64"))

    #expect(chmod(daemon.path("Trip"), 0o700) == 0)
    try await daemon.wait("a page without the project") { !page(common).contains("Trip") }
    #expect(page(own).contains("montage.mp4"))
    #expect(chmod(daemon.path("Trip"), 0o755) == 0)
    try await daemon.wait("a page with the project") { page(common).contains("Trip") }

    try FileManager.default.removeItem(atPath: daemon.path("Trip/montages/montage.mp4"))
    try await daemon.wait("pages without the film") {
      ![common, own].contains { page($0).contains("montage.mp4") }
    }
    #expect(page(common).contains("All clips are ready"))
  }

  @Test func `beats beside the song make another film when they come, change and go`() async throws
  {
    try await daemon.start()
    try dropProject("Trip", clips: 0..<4)
    try await daemon.wait("the first film") { daemon.count("montage.mp4: ") == 1 }
    let beats = { (step: Double) in (1..<9).map { "\(Double($0) * step)\n" }.joined() }
    try daemon.write(beats(0.7), to: "Trip/song.beats")
    try await daemon.wait("a film to the beats") { daemon.count("montage.mp4: ") == 2 }
    #expect(
      try daemon.text("Trip/montages/montage.html").contains("The beats are those of song.beats."))
    try daemon.write(beats(0.9), to: "Trip/song.beats")
    try await daemon.wait("a film to other beats") { daemon.count("montage.mp4: ") == 3 }
    try daemon.write("verse\n", to: "Trip/song.beats")
    let excuse = "Trip/montages/montage.failed.txt"
    try await daemon.wait("the excuse") { daemon.has(excuse) }
    #expect(try daemon.text(excuse).contains("song.beats: line 1: \"verse\" is no time"))
    try FileManager.default.removeItem(atPath: daemon.path("Trip/song.beats"))
    try await daemon.wait("the film to the song") { daemon.count("montage.mp4: ") == 4 }
    #expect(!daemon.has(excuse))
  }

  @Test func `a clip that is still being copied is waited for`() async throws {
    try await daemon.start()
    let bytes = try Data(contentsOf: URL(fileURLWithPath: material.file("clip0.mp4")))
    let parts = (0..<4).map { bytes[bytes.count * $0 / 4..<bytes.count * ($0 + 1) / 4] }
    try dropProject("Trip", clips: 1..<6)
    _ = FileManager.default.createFile(atPath: daemon.path("Trip/clip0.mp4"), contents: nil)
    for part in parts.dropLast() {
      // Closed after every part, as copiers over a network do, for longer than a file must be quiet.
      let file = try #require(FileHandle(forWritingAtPath: daemon.path("Trip/clip0.mp4")))
      try file.seekToEnd()
      try file.write(contentsOf: part)
      try file.close()
      try await Task.sleep(for: .seconds(3))
      #expect(!daemon.has("Trip/montages"))
    }
    let file = try #require(FileHandle(forWritingAtPath: daemon.path("Trip/clip0.mp4")))
    try file.seekToEnd()
    try file.write(contentsOf: parts[3])
    try file.close()
    try await daemon.wait("the film") { daemon.count("montage.mp4: ") == 1 }
    #expect(try !daemon.text("Trip/montages/montage.html").contains("incomplete"))
    #expect(!daemon.log.contains("incomplete"))
  }

  @Test func `projects of one drop folder keep to their own files`() async throws {
    try await daemon.start()
    try dropProject("Outer", clips: 0..<4)
    try dropProject("Outer/Inner", clips: 2..<6)
    try dropProject("Other", clips: 0..<3)
    for project in ["Outer", "Outer/Inner", "Other"] {
      try await daemon.wait("the film of \(project)") {
        daemon.log.contains("/drop/\(project)/montages/montage.mp4: ")
      }
    }
    let outer = try daemon.text("Outer/montages/montage.otio")
    #expect(outer.contains("clip0.mp4") && !outer.contains("clip5.mp4"))
    let inner = try daemon.text("Outer/Inner/montages/montage.otio")
    #expect(inner.contains("clip5.mp4") && !inner.contains("clip0.mp4"))
  }

  @Test func `a folder that is not there is waited for`() async throws {
    try FileManager.default.removeItem(atPath: daemon.path(""))
    try await daemon.start(saying: "there is no such folder")
    try FileManager.default.createDirectory(
      atPath: daemon.path(""), withIntermediateDirectories: false)
    try await daemon.wait("a look at it") { daemon.log.contains("<5>watching") }
    try dropProject("Trip", clips: 0..<6)
    try await daemon.wait("the film") { daemon.count("montage.mp4: ") == 1 }
  }
}
