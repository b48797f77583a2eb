// SPDX-License-Identifier: GPL-3.0-or-later

internal import Foundation

/// A folder of its own for one test, removed when the value is dropped.
package final class TemporaryFolder: Sendable {
  package let path: String

  package init() throws {
    path = FileManager.default.temporaryDirectory.path + "/montaged-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of `name` inside.
  package func file(_ name: String) -> String { path + "/" + name }
}
