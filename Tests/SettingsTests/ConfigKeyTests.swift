// SPDX-License-Identifier: GPL-3.0-or-later

internal import Foundation
@testable internal import Settings
internal import Testing

struct ConfigKeyTests {
  @Test(arguments: ConfigKey.allCases)
  func `the example of a key is right`(key: ConfigKey) throws {
    _ = try MontageConfig(file: "m", bytes: Array("\(key.rawValue): \(key.example)".utf8))
  }

  @Test(arguments: ConfigKey.planned)
  func `a planned key is no typing mistake`(key: String) {
    let error = #expect(throws: ConfigError.self) {
      try MontageConfig(file: "m", bytes: Array("\(key): x".utf8))
    }
    #expect(error?.problems.map(\.problem) == ["\(key) is not supported yet"])
    #expect(ConfigKey(rawValue: key) == nil)
  }

  @Test func `the manual has every key, and no other`() throws {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let page = try String(
      contentsOf: package.appendingPathComponent("man/montage.yaml.5"), encoding: .utf8)
    let described = page.matches(of: #/\.It Cm ([a-z_]+) :/#).map { String($0.1) }
    #expect(described.sorted() == ConfigKey.allCases.map(\.rawValue).sorted())
  }
}
