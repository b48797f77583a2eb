// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Linux
import TestSupport
import Testing

@testable import Pipeline

struct UnitTextTests {
  @Test(
    arguments: [
      ("/srv/montages", "/srv/montages"), ("/srv/My Films", "\"/srv/My Films\""),
      ("/srv/100%", "/srv/100%%"), ("/srv/it's", "\"/srv/it's\""),
      ("/srv/a\"b\\c", #""/srv/a\"b\\c""#), ("/srv/日本", "/srv/日本"), ("/srv/a:b", "\"/srv/a:b\""),
    ])
  func `a path is one word`(path: String, word: String) {
    #expect(UnitText.word(path) == word)
  }

  @Test func `a mark stands inside the quotes`() {
    #expect(UnitText.word("/srv/a b", mark: "-") == "\"-/srv/a b\"")
    #expect(UnitText.word("/srv/a", mark: "-") == "-/srv/a")
  }

  private static let hasTool = FileManager.default.isExecutableFile(
    atPath: "/usr/bin/systemd-escape")

  @Test(
    .enabled(if: hasTool, "there is no systemd-escape here"),
    arguments: [
      "/", "/srv", "/srv/montages", "/srv/my-films", "/.hidden/a", "/mnt/Föhr 日本", "/a_b:c.d/%e",
      "/srv/a\\b",
    ])
  func `a name is escaped as systemd does it`(path: String) throws {
    let theirs = String(
      decoding: try Shell.run("systemd-escape", "--path", path), as: UTF8.self)
    #expect(UnitText.escaped(Path(path)) + "\n" == theirs)
  }

  @Test(arguments: ["/srv/a", "/srv/My Films", "/srv/it's $HOME", "/srv/日本;x"])
  func `a shell takes a path as it is`(path: String) throws {
    let told = try Shell.run("sh", "-c", "printf %s " + UnitText.shell(Path(path)))
    #expect(String(decoding: told, as: UTF8.self) == path)
  }
}
