// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Linux
import TestSupport
import Watching

@testable import Pipeline

/// A folder of small files for one test.
final class Tree {
  let folder: TemporaryFolder

  /// Makes files of one byte each, and the folders that they need.
  init(_ paths: String...) throws {
    folder = try TemporaryFolder()
    for path in paths { try write("x", to: path) }
  }

  var path: Path { Path(folder.path) }

  func write(_ text: String, to path: String) throws { try write(Data(text.utf8), to: path) }

  func write(_ data: Data, to path: String) throws {
    let url = URL(fileURLWithPath: folder.file(path))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  func text(_ path: String) -> String? {
    try? String(contentsOfFile: folder.file(path), encoding: .utf8)
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(atPath: folder.file(path))
  }

  /// Sets the date of a file's last change, in seconds before now.
  func age(_ path: String, seconds: Double) throws {
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -seconds)], ofItemAtPath: folder.file(path))
  }

  /// Names in a folder, sorted; none when there is no such folder.
  func names(_ path: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.file(path))) ?? []).sorted()
  }

  func open(_ path: String) throws -> OpenFile { try OpenFile(Path(path), in: self.path) }

  /// What a scan finds.
  func files() throws -> [ScannedFile] { try FolderScan.run(path).files }

  /// The project in the folder itself.
  func project() throws -> Project { try Project(folder: path) }
}
