// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Linux
import TestSupport
import Testing
import Watching

struct FolderScanTests {
  private let folder: TemporaryFolder
  private let tree: Tree
  private var root: Path { Path(folder.path) }

  init() throws {
    folder = try TemporaryFolder()
    tree = Tree(root: Path(folder.path))
  }

  @Test func `finds what matters and nothing else`() throws {
    try tree.make(
      "Iceland/montage.yaml", "Iceland/song.flac", "Iceland/DCIM/100GOPRO/GX010023.MP4",
      "Iceland/DCIM/100GOPRO/GL010023.LRV", "Iceland/._song.flac",
      "Iceland/montages/montage.mp4", "Iceland/montages/montage.cuts.yaml",
      "Iceland/montages/previous/old.mp4", "Iceland/@eaDir/x.mp4", "card/PRIVATE/M4ROOT/CLIP/C.MP4",
      "card/PRIVATE/M4ROOT/SUB/CS03.MP4", "private/.nomedia", "private/deep/clip.mp4",
      "notes.txt", ".hidden/clip.mp4")
    let scan = try FolderScan.run(root)
    #expect(
      scan.files.map { $0.path.display } == [
        "Iceland/DCIM/100GOPRO/GX010023.MP4", "Iceland/montage.yaml",
        "Iceland/montages/montage.cuts.yaml", "Iceland/montages/montage.mp4", "Iceland/song.flac",
        "card/PRIVATE/M4ROOT/CLIP/C.MP4", "notes.txt",
      ])
    #expect(scan.files.map(\.kind) == [.footage, .config, .cuts, .film, .music, .footage, .other])
    #expect(scan.problems == [])
    #expect(scan.files.allSatisfy { $0.status.size == 1 })
  }

  @Test func `follows no link and opens no pipe`() throws {
    try tree.make("real/clip.mp4")
    #expect(symlink("real", folder.file("link")) == 0)
    #expect(symlink("real/clip.mp4", folder.file("link.mp4")) == 0)
    #expect(symlink("..", folder.file("real/loop")) == 0)
    #expect(mkfifo(folder.file("pipe.mp4"), 0o600) == 0)
    #expect(try FolderScan.run(root).files.map { $0.path.display } == ["real/clip.mp4"])
  }

  @Test func `a drop folder may itself be a link`() throws {
    try tree.make("real/clip.mp4")
    #expect(symlink("real", folder.file("link")) == 0)
    let scan = try FolderScan.run(root.joining("link"))
    #expect(scan.files.map { $0.path.display } == ["clip.mp4"])
    #expect(scan.root.kind == .directory)
  }

  @Test func `names that are no text and names that look alike are all found`() throws {
    let names: [[UInt8]] = [
      [0x62, 0xFF] + Array(".mov".utf8), Array("caf\u{E9}.mov".utf8),
      Array("cafe\u{301}.mov".utf8), Array("a\nb.mov".utf8),
      [UInt8](repeating: 0x78, count: 251) + Array(".mov".utf8),
    ]
    for name in names {
      try FileDescriptor.open(root.joining(name), .creating(permissions: 0o600)).writeAll([1])
    }
    #expect(Set(try FolderScan.run(root).files.map(\.path.bytes)) == Set(names))
  }

  @Test func `a missing drop folder is an error`() {
    let error = #expect(throws: SystemError.self) { try FolderScan.run(root.joining("none")) }
    #expect(error?.isMissing == true)
  }

  @Test func `a tree deeper than any camera's ends the walk`() throws {
    var path = root
    for _ in 0..<100 {
      path = path.joining("d")
      try Directory.make(path)
    }
    try FileDescriptor.open(path.joining("a.mp4"), .creating(permissions: 0o600)).writeAll([1])
    #expect(try FolderScan.run(root).files == [])
  }

  @Test(.enabled(if: geteuid() != 0)) func `a closed folder is a problem, not a failure`() throws {
    try tree.make("closed/clip.mp4", "open/clip.mp4")
    #expect(chmod(folder.file("closed"), 0) == 0)
    defer { chmod(folder.file("closed"), 0o700) }
    let scan = try FolderScan.run(root)
    #expect(scan.files.map { $0.path.display } == ["open/clip.mp4"])
    #expect(scan.problems.map { $0.path.display } == ["closed"])
  }
}

/// Makes files of one byte with the folders they need.
struct Tree {
  let root: Path

  func make(_ paths: String...) throws {
    for path in paths.map({ Path($0) }) {
      var folder = root
      for name in path.components.dropLast() {
        folder = folder.joining(name)
        try Directory.make(folder)
      }
      try FileDescriptor.open(root.joining(path), .creating(permissions: 0o600)).writeAll([1])
    }
  }
}
