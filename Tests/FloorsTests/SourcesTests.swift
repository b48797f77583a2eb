// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

/// What holds for every source file, whatever it says.
struct SourcesTests {
  /// Longer files hold more than one subject.
  static let lineLimit = 400

  /// Sources without a test file of their name, and what tests them instead.
  static let testedElsewhere = [
    "Sources/SQLite/DatabaseFiles.swift": "setting aside: DatabaseTests",
    "Sources/SQLite/FileClaim.swift": "two users of one file: DatabaseTests",
    "Sources/Catalog/Publication.swift": "values without behaviour: LedgerTests keep them",
    "Sources/Media/Beat.swift": "values without behaviour",
    "Sources/Media/HouseFormat.swift": "values without behaviour",
    "Sources/Media/Piece.swift": "values without behaviour",
    "Sources/Media/Shot.swift": "values without behaviour",
  ]

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

  @Test func `every source has a test file of its name`() throws {
    for file in try Repository.files(in: "Sources", endings: ["swift"]) {
      let parts = file.split(separator: "/").map(String.init)
      // Programs are tested as programs, by CommandTests.
      guard parts.count >= 3, !FloorsTests.floors[5].contains(parts[1]) else { continue }
      let test = (["Tests", parts[1] + "Tests"] + parts[2...]).joined(separator: "/")
        .replacing(".swift", with: "Tests.swift")
      let exists = FileManager.default.fileExists(atPath: "\(Repository.path)/\(test)")
      #expect(exists || Self.testedElsewhere[file] != nil, "\(file) has no \(test)")
    }
  }

  @Test func `the list of exceptions has no dead entry`() {
    for file in Self.testedElsewhere.keys {
      let exists = FileManager.default.fileExists(atPath: "\(Repository.path)/\(file)")
      #expect(exists, "\(file)")
    }
  }

  private func swiftFiles() throws -> [String] {
    try Repository.files(in: "Sources", endings: ["swift"])
      + Repository.files(in: "Tests", endings: ["swift"]) + ["Package.swift"]
  }
}
