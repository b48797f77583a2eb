// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Settings
import Testing

struct FolderEntryTests {
  @Test(
    arguments: [
      ("", "folders:\n  - /srv/new\n"),
      ("memory: 1G", "memory: 1G\nfolders:\n  - /srv/new\n"),
      ("memory: 1G\n", "memory: 1G\nfolders:\n  - /srv/new\n"),
      ("# a\n#folders: []\n# b\n", "# a\n#folders: []\nfolders:\n  - /srv/new\n# b\n"),
      ("folders:\nlog: info\n", "folders:\n  - /srv/new\nlog: info\n"),
      ("folders: [] # none\n", "folders: # none\n  - /srv/new\n"),
      ("folders: [/a, /b]\n", "folders: [/a, /b, /srv/new]\n"),
      ("folders: [/a] # mine\nlog: info\n", "folders: [/a, /srv/new] # mine\nlog: info\n"),
      ("folders: /a\n", "folders:\n  - /a\n  - /srv/new\n"),
      ("folders: \"/a b\"   # c\n", "folders: # c\n  - \"/a b\"\n  - /srv/new\n"),
      ("folders:\n- /a\n- /b\n\nlog: info\n", "folders:\n- /a\n- /b\n- /srv/new\n\nlog: info\n"),
      (
        "folders:\n    # one\n    - /a # x\n    # two\nlog: info\n",
        "folders:\n    # one\n    - /a # x\n    - /srv/new\n    # two\nlog: info\n"
      ),
      (
        "log: info\r\nfolders:\r\n  - /a\r\n", "log: info\r\nfolders:\r\n  - /a\r\n  - /srv/new\r\n"
      ),
    ])
  func `a folder is added, and nothing else is changed`(before: String, after: String) throws {
    let entry = try FolderEntry(adding: "/srv/new", to: Array(before.utf8), file: "m.yaml")
    #expect(entry == .added(Array(after.utf8)), "\(after.debugDescription)")
  }

  @Test(arguments: [
    "folders: [/a, /srv/new]\n", "folders: /srv/new/\n", "folders:\n - /srv/./new\n",
  ])
  func `what is named already stays`(text: String) throws {
    let entry = try FolderEntry(adding: "/srv/new", to: Array(text.utf8), file: "m.yaml")
    #expect(entry == .present)
  }

  @Test(
    arguments: [
      "folders: [\n  /a,\n  /b\n]\n", "{folders: [/a]}\n", "\"folders\": [/a]\n",
      "? folders\n: [/a]\n",
    ])
  func `a list in another form is left to people`(text: String) {
    do throws(ConfigError) {
      let entry = try FolderEntry(adding: "/srv/new", to: Array(text.utf8), file: "m.yaml")
      #expect(entry == .unclear)
    } catch {
      // Some of them are no configuration at all.
      #expect(!error.problems.isEmpty)
    }
  }

  @Test(
    arguments: [
      "/srv/My Films", "/srv/100% #1", "/srv/a: b", "/srv/it's \"so\"", "/srv/back\\slash",
      "/srv/Föhr ἀ 日本", "/srv/[x], {y}", "/srv/ends:", "/srv/- dash",
    ])
  func `every name is read back as it is`(folder: String) throws {
    for text in ["", "folders: [/a]\n", "folders:\n  - /a\n", "folders: /a\n"] {
      let entry = try FolderEntry(adding: folder, to: Array(text.utf8), file: "m.yaml")
      guard case .added(let bytes) = entry else {
        Issue.record("\(folder) in \(text): \(entry)")
        continue
      }
      let config = try DaemonConfig(file: "m.yaml", bytes: bytes)
      #expect(config.folders.last.map { Array($0.utf8) } == Array(folder.utf8))
    }
    #expect(FolderEntry.lines(for: "/srv/a: b") == ["folders:", "  - \"/srv/a: b\""])
  }

  @Test(arguments: [
    "folders: here\n", "memroy: 1G\n", "folders: [/srv]\n", "folders: [/srv/new/x]\n",
  ])
  func `mistakes there are, or would be, are told`(text: String) {
    #expect(throws: ConfigError.self) {
      try FolderEntry(adding: "/srv/new", to: Array(text.utf8), file: "m.yaml")
    }
  }
}
