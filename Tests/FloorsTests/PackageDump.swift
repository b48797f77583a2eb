// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport

/// The package as the build sees it.
struct PackageDump: Decodable {
  let targets: [Target]

  /// Asks the package manager, in a scratch folder of its own: the usual one is locked while tests run.
  init() throws {
    let scratch = try TemporaryFolder()
    let dump = try Shell.run(
      "swift", "package", "--package-path", Repository.path, "--scratch-path", scratch.path,
      "dump-package")
    self = try JSONDecoder().decode(PackageDump.self, from: dump)
  }

  /// The names that the target lists.
  var uses: [String: [String]] {
    Dictionary(uniqueKeysWithValues: targets.map { ($0.name, $0.dependencies.map(\.name)) })
  }

  /// Everything that ends up in the target, through others or directly.
  func reach(of name: String) -> Set<String> {
    let uses = self.uses
    var found: Set<String> = []
    var waiting = uses[name] ?? []
    while let next = waiting.popLast() {
      if found.insert(next).inserted { waiting += uses[next] ?? [] }
    }
    return found
  }

  /// One target and what it says of itself.
  struct Target: Decodable {
    let name: String
    let type: String
    let dependencies: [Dependency]
    let settings: [Setting]

    func has(setting: String) -> Bool { settings.contains { $0.kind[setting] != nil } }
  }

  /// One build setting; only its name matters here.
  struct Setting: Decodable {
    let kind: [String: Anything]
  }

  /// Any JSON value, unread.
  struct Anything: Decodable {
    init(from decoder: any Decoder) {}
  }

  /// `{"byName": ["Media", null]}`, or the same under `target` or `product`.
  struct Dependency: Decodable {
    let name: String

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      guard let key = container.allKeys.first else {
        throw DecodingError.dataCorrupted(
          .init(codingPath: decoder.codingPath, debugDescription: "an empty dependency"))
      }
      var list = try container.nestedUnkeyedContainer(forKey: key)
      name = try list.decode(String.self)
    }
  }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
