// SPDX-License-Identifier: GPL-3.0-or-later

import Media
import Testing

@testable import Settings

struct StyleShelfTests {
  @Test func `what comes with the program has no mistakes, and says what it is`() throws {
    let names = StyleShelf.shipped.names
    #expect(
      names == [
        "balanced", "buildup", "calm", "dramatic", "energetic", "sport", "trailer", "travel",
        "wedding",
      ])
    for name in names {
      let file = try #require(try StyleShelf.shipped.style(named: name))
      #expect(file.style.name == name)
      #expect(file.about.count > 20)
    }
    #expect(try StyleShelf.shipped.style(named: "Balanced")?.style == Style())
    #expect(try StyleShelf.shipped.style(named: "none") == nil)
  }

  @Test(
    arguments: [
      ("calm.style.yaml", "calm"), ("Mein Stil.STYLE.YML", "Mein Stil"), (".style.yaml", nil),
      ("style.yaml", nil), ("calm.yaml", nil), ("a.style.yaml.bak", nil),
    ] as [(String, String?)])
  func `a file is a style by its name`(file: String, style: String?) {
    #expect(StyleShelf.style(ofFile: file) == style)
  }

  @Test func `the nearer shelf wins`() throws {
    let own = StyleShelf(files: [("Calm.style.yaml", Array("beats: [16]".utf8))])
    let shelf = own.over(.shipped)
    #expect(try shelf.style(named: "calm")?.style.beats == [16])
    #expect(try shelf.style(named: "sport") == StyleShelf.shipped.style(named: "sport"))
    #expect(shelf.names.count == StyleShelf.shipped.names.count)
  }

  // MARK: In a config

  private let shelf = StyleShelf(
    files: [
      ("mine.style.yaml", Array("beats: [1]\ntransitions: dip\nmin_shot: 0.3".utf8)),
      ("broken.style.yaml", Array("beats: [99]".utf8)),
    ]
  ).over(.shipped)

  private func config(
    _ text: String, defaults: MontageConfig = MontageConfig()
  ) throws -> MontageConfig {
    try MontageConfig(
      file: "montage.yaml", bytes: Array(text.utf8), defaults: defaults, styles: shelf)
  }

  @Test func `a style says what the config does not, wherever its line stands`() throws {
    let config = try config("transitions: cut\nstyle: Mine")
    #expect(config.style.name == "mine" && config.style.beats == [1])
    #expect(config.transitions == .cut && config.shortestShot?.seconds == 0.3)
  }

  @Test func `defaults win over a style, and another style leaves nothing of the first`() throws {
    let defaults = try MontageConfig(
      defaultsFile: "d", bytes: Array("style: mine\norder: shuffle".utf8), styles: shelf)
    #expect(defaults.transitions == .dip)
    let config = try config("style: wedding", defaults: defaults)
    #expect(config.style.name == "wedding")
    #expect(config.transitions == .dissolve && config.order == .shuffle)
    #expect(config.shortestShot == nil)
    #expect(try self.config("", defaults: defaults).transitions == .dip)
  }

  @Test func `a style that is not there, or is wrong, is told by the config's line`() {
    func problems(_ text: String) -> [String] {
      let error = #expect(throws: ConfigError.self) { try config(text) }
      return error?.problems.map(\.description) ?? []
    }
    #expect(
      problems("seed: 1\nstyle: weding") == [
        "montage.yaml: line 2: style cannot be \"weding\"; write style: wedding"
      ])
    #expect(
      problems("style: vaporwave") == [
        "montage.yaml: line 1: style cannot be \"vaporwave\"; write "
          + shelf.names.joined(separator: ", ")
          + ", or the NAME of a file NAME.style.yaml that you put beside this one"
      ])
    #expect(
      problems("style: broken") == [
        "montage.yaml: line 1: style cannot be \"broken\": its file has mistakes; "
          + "broken.style.yaml: line 1: beats cannot be \"99\"; write the beats of one shot after"
          + " another, from 1 to 16 each, for example beats: [4, 4, 8]"
      ])
  }

  @Test func `the pace of a film is its style's unless it says so`() throws {
    #expect(try config("style: mine\npace: slow").pacedStyle.pace == 0.5)
    #expect(try config("pace: 1.5").pacedStyle.pace == 1.5)
    #expect(try config("pace: fast").pacedStyle.pace == 2)
    #expect(try config("").pacedStyle == Style())
  }
}
