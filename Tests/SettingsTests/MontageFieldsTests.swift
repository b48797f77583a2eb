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

  @Test func `a config can ask for several films`() throws {
    let config = try MontageConfig(
      file: "m", bytes: Array("variants: 3\noutputs: [16:9, 9:16]\nresolution: 1280x720".utf8))
    #expect(config.variants == 3 && config.outputs == [Rational(16, 9), Rational(9, 16)])
    let upright = config.shaped(Rational(9, 16))
    #expect(upright.canvas(house: PixelSize(width: 640, height: 360)).description == "720x1280")
    let square = try MontageConfig(file: "m", bytes: Array("outputs: 1:1".utf8))
    #expect(square.outputs == [Rational(1)])
  }

  @Test(
    arguments: [
      ("outputs: [16:9, 16:9]", "that shape is in the list already; delete it"),
      ("outputs: [1:1, 1:2, 1:3, 2:1, 3:1, 3:2, 2:3]", "six shapes are the most; delete some"),
      ("variants: 0", "write a whole number from 1 to 9, for example variants: 3"),
      ("aspect: 1:1\noutputs: [9:16]", "keep one of lines 1 and 2"),
    ])
  func `what cannot be made of them is told`(source: String, ending: String) {
    let error = #expect(throws: ConfigError.self) {
      try MontageConfig(file: "m", bytes: Array(source.utf8))
    }
    #expect(error?.problems.map(\.description).last?.hasSuffix(ending) == true, "\(error as Any)")
  }
}
