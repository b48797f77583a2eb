// SPDX-License-Identifier: GPL-3.0-or-later

internal import Foundation

/// Real media beside the package, where a developer has it.
package enum Corpus {
  package static let folder: String? = {
    if let named = ProcessInfo.processInfo.environment["MONTAGED_CORPUS"] { return named }
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let beside = package.deletingLastPathComponent().path + "/shared/corpus"
    return FileManager.default.fileExists(atPath: beside) ? beside : nil
  }()

  package static var isPresent: Bool { folder != nil }

  /// Paths of the files in a part of the corpus, such as `footage/open`, sorted.
  package static func files(_ part: String) -> [String] {
    guard let folder else { return [] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/" + part)) ?? []
    return names.filter { !$0.hasSuffix(".json") }.sorted().map { "\(folder)/\(part)/\($0)" }
  }
}
