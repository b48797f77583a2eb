// SPDX-License-Identifier: GPL-3.0-or-later

internal import Foundation

/// Real media, where a developer has them and says so.
package enum Corpus {
  package static let folder = ProcessInfo.processInfo.environment["MONTAGED_CORPUS"]

  package static var isPresent: Bool { folder != nil }

  /// Paths of the files in a part of the corpus, such as `footage/open`, sorted.
  package static func files(_ part: String) -> [String] {
    guard let folder else { return [] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/" + part)) ?? []
    return names.filter { !$0.hasSuffix(".json") }.sorted().map { "\(folder)/\(part)/\($0)" }
  }
}
