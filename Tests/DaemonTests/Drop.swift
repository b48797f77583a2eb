// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Linux
import TestSupport
import Watching

@testable import Daemon

/// A drop folder of small files for one test, looked at without a watcher.
final class Drop {
  let folder: TemporaryFolder

  /// Makes files of one byte each, and the folders that they need.
  init(_ paths: String...) throws {
    folder = try TemporaryFolder()
    for path in paths { try write("x", to: path) }
  }

  var root: Path { Path(folder.file("drop")) }

  func write(_ text: String, to path: String) throws { try write(Data(text.utf8), to: path) }

  func write(_ data: Data, to path: String) throws { try data.write(to: url(path)) }

  /// Puts a copy of a file in the folder.
  func add(_ original: String, as path: String) throws {
    try FileManager.default.copyItem(at: URL(fileURLWithPath: original), to: url(path))
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(atPath: folder.file("drop/" + path))
  }

  func text(_ path: String) -> String? {
    try? String(contentsOfFile: folder.file("drop/" + path), encoding: .utf8)
  }

  func holds(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.file("drop/" + path))
  }

  /// The file as a scan finds it, made if need be; a large one is all hole.
  func file(_ path: String, bytes: UInt64 = 1) throws -> ScannedFile {
    let place = try url(path)
    if !holds(path) { try Data().write(to: place) }
    let handle = try FileHandle(forWritingTo: place)
    try handle.truncate(atOffset: bytes)
    try handle.close()
    return ScannedFile(
      path: Path(path), kind: FileKind(name: Path(path).name),
      status: try FileStatus.read(root.joining(path)))
  }

  /// Everything that is there, settled.
  func view() throws -> FolderView {
    var view = FolderView(root: root)
    view.files = try FolderScan.run(root).files
    return view
  }

  private func url(_ path: String) throws -> URL {
    let url = URL(fileURLWithPath: folder.file("drop/" + path))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    return url
  }
}
