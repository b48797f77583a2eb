// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Linux
import TestSupport
import Testing

@testable import Watching

struct FolderIndexTests {
  private let folder: TemporaryFolder
  private let tree: Tree
  private var index = FolderIndex()

  init() throws {
    folder = try TemporaryFolder()
    tree = Tree(root: Path(folder.path))
    try tree.make("a/1.mp4", "a/b/2.mp4", "a-/3.mp4", "a0/4.mp4", "5.mp4", "montage.yaml")
    _ = index.apply(try everything())
  }

  private func listing(_ path: Path) throws -> FolderListing {
    let device = try FileStatus.read(tree.root).device
    return try #require(try FolderListing.read(path, below: tree.root, device: device))
  }

  private func everything() throws -> FolderIndex.Findings {
    var findings = FolderIndex.Findings()
    findings.isEverything = true
    var paths = [Path(bytes: [])]
    while let path = paths.popLast() {
      let listing = try listing(path)
      findings.folders[path] = listing
      paths += listing.folders.map { path.joining($0) }
    }
    return findings
  }

  private var names: [String] { index.files.map(\.path.display) }

  @Test func `the files are sorted, and found by path`() {
    #expect(
      names == ["5.mp4", "a-/3.mp4", "a/1.mp4", "a/b/2.mp4", "a0/4.mp4", "montage.yaml"])
    for file in index.files { #expect(index.file(file.path) == file) }
    #expect(index.file("a/2.mp4") == nil && index.file("z") == nil)
    #expect(index.isKnown("a/b") && !index.isKnown("b") && index.children(of: "a").count == 1)
  }

  @Test mutating func `folders that not all may read are known, and when that changes`() throws {
    func allow(_ bits: UInt32, _ folders: String...) {
      for folder in folders { #expect(chmod(tree.root.joining(folder).display, bits) == 0) }
    }
    allow(0o755, ".", "a", "a/b", "a-", "a0")
    _ = index.apply(try everything())
    #expect(index.secluded == [])
    allow(0o750, "a")
    let grants = index.grants
    #expect(!index.apply(try everything()).isEmpty)
    #expect(index.secluded == ["a"] && index.grants == grants + 1)
    // Whoever gets into the drop folder may read what lies in it, whatever its own bits say.
    allow(0o711, ".")
    _ = index.apply(try everything())
    #expect(index.secluded == ["a"])
    allow(0o700, ".")
    #expect(!index.apply(try everything()).isEmpty)
    #expect(index.secluded == [])
  }

  @Test mutating func `the same again is no change`() throws {
    let change = index.apply(try everything())
    #expect(change.isEmpty)
  }

  @Test mutating func `a folder's listing speaks for its own files only`() throws {
    try tree.make("a/0.mp4")
    try Removal.removeFile(tree.root.joining("a/1.mp4"))
    var findings = FolderIndex.Findings()
    findings.folders["a"] = try listing("a")
    let change = index.apply(findings)
    #expect(change.changed.map(\.path) == ["a/0.mp4"] && change.gone.map(\.path) == ["a/1.mp4"])
    #expect(
      names == ["5.mp4", "a-/3.mp4", "a/0.mp4", "a/b/2.mp4", "a0/4.mp4", "montage.yaml"])
  }

  @Test mutating func `a dropped folder takes all below it, and no neighbour`() {
    var findings = FolderIndex.Findings()
    findings.dropped = ["a"]
    let change = index.apply(findings)
    #expect(change.gone.map(\.path) == ["a/1.mp4", "a/b/2.mp4"])
    #expect(!index.isKnown("a") && !index.isKnown("a/b") && index.isKnown("a-"))
    #expect(names == ["5.mp4", "a-/3.mp4", "a0/4.mp4", "montage.yaml"])
  }

  @Test mutating func `a folder dropped and read anew changes only where it differs`() throws {
    try tree.make("a/b/9.mp4")
    var findings = FolderIndex.Findings()
    findings.dropped = ["a"]
    findings.folders["a"] = try listing("a")
    findings.folders["a/b"] = try listing("a/b")
    let change = index.apply(findings)
    #expect(change.changed.map(\.path) == ["a/b/9.mp4"] && change.gone.isEmpty)
    #expect(index.isKnown("a/b"))
  }

  @Test mutating func `single files come, change and go`() throws {
    try tree.make("a/7.mp4")
    try FileDescriptor.open(tree.root.joining("5.mp4"), .updating).writeAll([1, 2])
    var findings = FolderIndex.Findings()
    for path in ["a/7.mp4", "5.mp4"] as [Path] {
      findings.files[path] = try ScannedFile(path, below: tree.root)
    }
    findings.files["a0/4.mp4"] = .some(nil)
    findings.files["never.mp4"] = .some(nil)
    let change = index.apply(findings)
    #expect(change.changed.map(\.path) == ["5.mp4", "a/7.mp4"])
    #expect(change.gone.map(\.path) == ["a0/4.mp4"])
    #expect(index.file("5.mp4")?.status.size == 2)
  }

  @Test mutating func `a pause counts in the drop folder and in projects`() throws {
    try tree.make("a/PAUSE", "a/b/pause", "a/b/x.montage.yaml", "Pause", "a-/unpause")
    let change = index.apply(try everything())
    #expect(change.areFoldersChanged)
    #expect(index.paused == [Path(bytes: []), "a/b"])
    #expect(!names.contains { $0.hasSuffix("PAUSE") })
    try Removal.removeFile(tree.root.joining("Pause"))
    var findings = FolderIndex.Findings()
    findings.folders[Path(bytes: [])] = try listing(Path(bytes: []))
    let after = index.apply(findings)
    #expect(after.areFoldersChanged && index.paused == ["a/b"])
  }
}

/// Takes single names away.
enum Removal {
  static func removeFile(_ path: Path) throws {
    let folder = try FileDescriptor.open(try #require(path.parent), .directory)
    try Directory.removeFile(path.name, in: folder)
  }
}
