// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import Settings
internal import Testing

/// What only the defaults and the newer keys need; `ConfigDecoderTests` has the messages of all others.
struct MontageFieldsTests {
  @Test(arguments: [
    ("rerender: never", Rerender.never), ("rerender: 0", .after(seconds: 0)),
    ("rerender: 20m # often", .after(seconds: 1200)),
  ])
  func `a film says when it is made anew`(source: String, answer: Rerender) throws {
    #expect(try MontageConfig(file: "m", bytes: Array(source.utf8)).rerender == answer)
  }

  @Test(arguments: ["", "rerender:"])
  func `without a word that is left to the service, or to the defaults`(source: String) throws {
    let bytes = Array(source.utf8)
    #expect(try MontageConfig(file: "m", bytes: bytes).rerender == nil)
    let defaults = try MontageConfig(defaultsFile: "d", bytes: Array("rerender: never".utf8))
    #expect(try MontageConfig(file: "m", bytes: bytes, defaults: defaults).rerender == .never)
  }

  @Test func `only defaults make projects without a config`() throws {
    let source = Array("style: dramatic\nauto: yes".utf8)
    let defaults = try MontageConfig(defaultsFile: "montaged.defaults.yaml", bytes: source)
    #expect(defaults.isAutomatic && defaults.style.name == "dramatic")
    let error = #expect(throws: ConfigError.self) {
      try MontageConfig(file: "montage.yaml", bytes: source)
    }
    #expect(
      error?.problems.map(\.description) == [
        "montage.yaml: line 2: auto cannot be \"yes\": only the defaults of a drop folder say so;"
          + " delete the line, and write it into montaged.defaults.yaml in the drop folder"
      ])
  }

  @Test func `cuts are softened, and pictures cut, as asked`() throws {
    let bytes = Array("transitions: Auto\nfocus: top\n".utf8)
    let config = try MontageConfig(file: "m", bytes: bytes)
    #expect(config.transitions == .auto && config.focus == .top)
    #expect(MontageConfig().transitions == .cut && MontageConfig().focus == nil)
    let error = #expect(throws: ConfigError.self) {
      try MontageConfig(file: "m", bytes: Array("transitions: wipe\n".utf8))
    }
    #expect(
      error?.problems.first?.description.contains("cut, dissolve, dip or auto") == true)
  }
}
