// SPDX-License-Identifier: GPL-3.0-or-later

internal import Foundation
@testable internal import Settings
internal import Testing

struct DaemonKeyTests {
  @Test(arguments: DaemonKey.allCases)
  func `the example of a key is right`(key: DaemonKey) throws {
    _ = try DaemonConfig(file: "m", bytes: Array("\(key.rawValue): \(key.example)".utf8))
  }

  @Test(arguments: ["man/montaged.yaml.5", "etc/montaged.yaml"])
  func `the manual and the shipped file have every key, and no other`(path: String) throws {
    let page = try String(contentsOf: DaemonConfigTests.package(path), encoding: .utf8)
    let described =
      path.hasPrefix("man")
      ? page.matches(of: #/\.It Cm ([a-z_]+) :/#).map { String($0.1) }
      : page.matches(of: #/(?:^|\n)#([a-z_]+):/#).map { String($0.1) }
    #expect(described.sorted() == DaemonKey.allCases.map(\.rawValue).sorted())
  }
}
