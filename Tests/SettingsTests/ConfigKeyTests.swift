// SPDX-License-Identifier: GPL-3.0-or-later

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
}
