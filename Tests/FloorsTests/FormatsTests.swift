// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

/// What `docs/formats.md` promises about files is tested, on every machine.
struct FormatsTests {
  @Test func `every row of the table of formats names tests that exist and always run`() throws {
    let rows = try Repository.lines(of: "docs/formats.md").filter { $0.hasPrefix("| ") }
      .map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
      .filter { $0.first != "File" }
    #expect(rows.count > 30)
    for row in rows {
      try #require(row.count == 3, "\(row)")
      let tests = row[2].split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      for test in tests {
        let path = "Tests/\(test.trimmingCharacters(in: ["`"])).swift"
        #expect(Repository.has(path), "\(row[0]): \(path)")
        let text = try? Repository.lines(of: path).joined(separator: "\n")
        #expect(text?.contains("@Test") == true && text?.contains("Corpus.isPresent") == false)
      }
    }
  }
}
