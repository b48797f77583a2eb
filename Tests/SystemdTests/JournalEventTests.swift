// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Systemd
import Testing

struct JournalEventTests {
  /// Each entry of the catalog: its id and its text.
  private static let entries: [(id: String, text: Substring)] = {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let catalog = root.appendingPathComponent("systemd/montaged.catalog")
    let text = (try? String(contentsOf: catalog, encoding: .utf8)) ?? ""
    return text.matches(of: /(?m)^-- ([0-9a-f]{32})\n((?:(?!-- ).*\n)*)/)
      .map { (String($0.1), $0.2) }
  }()

  @Test func `every event has one entry in the catalog, and every entry an event`() {
    let ids = Self.entries.map(\.id)
    #expect(Set(ids) == Set(JournalEvent.allCases.map(\.rawValue)))
    #expect(ids.count == JournalEvent.allCases.count)
  }

  @Test func `an entry has a subject, and says what is done and what to do`() {
    for (id, text) in Self.entries {
      let parts = text.split(separator: "\n\n", maxSplits: 1)
      #expect(parts.first?.hasPrefix("Subject: ") == true, "\(id)")
      #expect(parts.first?.contains("\nDefined-By: montaged") == true, "\(id)")
      #expect(parts.count == 2 && parts[1].count > 80, "\(id)")
    }
  }

  @Test(arguments: JournalEvent.allCases)
  func `an id is one that the journal accepts`(event: JournalEvent) {
    #expect(event.rawValue.wholeMatch(of: /[0-9a-f]{32}/) != nil)
    #expect(event.fields == ["MESSAGE_ID": event.rawValue])
  }
}
