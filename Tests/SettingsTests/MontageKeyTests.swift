// SPDX-License-Identifier: GPL-3.0-or-later

internal import Foundation
@testable internal import Settings
internal import Testing

struct MontageKeyTests {
  @Test(arguments: MontageKey.allCases)
  func `the example of a key is right`(key: MontageKey) throws {
    let line = "\(key.rawValue): \(key.example)"
    _ = try MontageConfig(defaultsFile: "m", bytes: Array(line.utf8))
    guard key != .auto else { return }
    _ = try MontageConfig(file: "m", bytes: Array(line.utf8))
  }

  @Test(arguments: MontageKey.planned)
  func `a planned key is no typing mistake`(key: String) {
    let error = #expect(throws: ConfigError.self) {
      try MontageConfig(file: "m", bytes: Array("\(key): x".utf8))
    }
    #expect(error?.problems.map(\.problem) == ["\(key) is not supported yet"])
    #expect(MontageKey(rawValue: key) == nil)
  }

  @Test func `the manual has every key, and no other`() throws {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let page = try String(
      contentsOf: package.appendingPathComponent("man/montage.yaml.5"), encoding: .utf8)
    let described = page.matches(of: #/\.It Cm ([a-z_]+) :/#).map { String($0.1) }
    #expect(described.sorted() == MontageKey.allCases.map(\.rawValue).sorted())
    let styles = page.matches(of: #/\.It Ic ([a-z_ ,]+)/#)
      .flatMap { $0.1.split { " ,".contains($0) } }.map(String.init)
    #expect(styles.sorted() == StyleKey.allCases.map(\.rawValue).sorted())
  }
}
