// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// The source tree that these tests were built from.
enum Repository {
  static let path = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// Paths below `folder` of the files with one of these endings, relative to the repository.
  static func files(in folder: String, endings: Set<String>) throws -> [String] {
    let found = try FileManager.default.subpathsOfDirectory(atPath: "\(path)/\(folder)")
    return found.filter { endings.contains(String($0.split(separator: ".").last ?? "")) }
      .map { "\(folder)/\($0)" }.sorted()
  }

  static func has(_ file: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(path)/\(file)")
  }

  static func lines(of file: String) throws -> [Substring] {
    try String(contentsOfFile: "\(path)/\(file)", encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
  }
}
