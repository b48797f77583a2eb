// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

/// What holds for every source file, whatever it says.
struct SourcesTests {
  /// Longer files hold more than one subject.
  static let lineLimit = 400

  @Test func `no file is longer than the limit`() throws {
    for file in try swiftFiles() {
      let count = try Repository.lines(of: file).count - 1
      #expect(count <= Self.lineLimit, "\(file) has \(count) lines")
    }
  }

  @Test func `every file starts with its licence`() throws {
    let headers = try Repository.files(in: "Sources", endings: ["h", "c"])
    for file in try swiftFiles() + headers where file != "Package.swift" {
      let first = try Repository.lines(of: file).first
      #expect(first == "// SPDX-License-Identifier: GPL-3.0-or-later", "\(file)")
    }
    // The package manager wants the first line for itself.
    let second = try Repository.lines(of: "Package.swift")[1]
    #expect(second == "// SPDX-License-Identifier: GPL-3.0-or-later")
  }

  @Test func `every source has a test file of its name, or one that covers it`() throws {
    let missing = try Repository.files(in: "Sources", endings: ["swift"]).filter { source in
      // Programs are tested as programs, by CommandTests.
      let target = String(source.split(separator: "/")[1])
      guard FloorsTests.floors.last?.contains(target) != true else { return false }
      return Mirror.tests(of: source).map { !Repository.has($0) } ?? false
    }
    #expect(missing == [], "no test file, and not in Mirror.swift")
  }

  @Test func `the exceptions name sources that exist and have no test file of their own`() {
    for source in Mirror.exceptions {
      #expect(Repository.has(source), "\(source) is gone")
      let parts = source.split(separator: "/", maxSplits: 2)
      let own = "Tests/\(parts[1])Tests/\(parts[2])".replacing(".swift", with: "Tests.swift")
      #expect(!Repository.has(own), "\(source) has tests now")
    }
  }

  private func swiftFiles() throws -> [String] {
    try Repository.files(in: "Sources", endings: ["swift"])
      + Repository.files(in: "Tests", endings: ["swift"]) + ["Package.swift"]
  }
}
