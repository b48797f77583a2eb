// SPDX-License-Identifier: GPL-3.0-or-later

internal import Settings
internal import Testing

struct ConfigNamesTests {
  @Test(arguments: [
    ("montage.yaml", "montage"), ("Montage.YAML", "montage"), ("montage.yml", "montage"),
    ("Iceland 2026.montage.yaml", "Iceland 2026"), ("A.Montage.Yml", "A"), ("é.montage.yaml", "é"),
    ("a.b.montage.yaml", "a.b"), ("montaged.defaults.montage.yaml", "montaged.defaults"),
  ])
  func `a config names its montage`(file: String, montage: String) {
    let names = names(file)
    #expect(names.configs == [ConfigName(file: Array(file.utf8), montage: montage)])
    #expect(names.problems.isEmpty)
  }

  @Test(arguments: [
    ".montage.yaml", "._A.montage.yaml", "~$A.montage.yaml", "montage.yaml~", "montage.yaml.swp",
    "#montage.yaml#", "Amontage.yaml", "montage.cuts.yaml", "montage.yamlx", "montage.json",
    "montaged.defaults.yaml", "montage", "", "notes.txt", "montage (1).yaml",
  ])
  func `other files are no configs`(file: String) {
    #expect(names(file).configs.isEmpty)
    #expect(names(file).problems.isEmpty)
  }

  @Test func `configs are sorted by their bytes`() {
    #expect(
      names("b.montage.yaml", "montage.yaml", "a.jpg", "B2.montage.yml").configs.map(\.montage)
        == ["B2", "b", "montage"])
  }

  @Test(arguments: [
    ["Montage.yaml", "montage.yaml"], ["montage.yaml", "montage.yml"],
    ["A.montage.yaml", "a.montage.yml"], ["montage.montage.yaml", "montage.yaml"],
    ["É.montage.yaml", "e\u{301}.montage.yaml"],
  ])
  func `two names for one film are one problem`(files: [String]) {
    let names = ConfigNames(among: (files + ["other.montage.yaml"]).map { Array($0.utf8) })
    #expect(names.configs.map(\.montage) == ["other"])
    #expect(names.problems.count == 1)
  }

  @Test func `the sentence names both files`() {
    #expect(
      names("montage.yml", "Montage.yaml").problems.map(\.description) == [
        "Montage.yaml: \"Montage.yaml\" and \"montage.yml\" would write the same film"
          + " \"montage.mp4\"; keep one, and call the other for example \"second.montage.yaml\""
      ])
  }

  @Test(arguments: [
    ("montage.yaml.txt", "montage.yaml"), ("A.montage.yaml.TXT", "A.montage.yaml"),
    ("Montage.txt", "Montage.yaml"),
  ])
  func `a hidden extension is pointed out`(file: String, right: String) {
    #expect(names(file).configs.isEmpty)
    #expect(
      names(file).problems.map(\.description)
        == ["\(file): the name ends with .txt, so that it is no config; rename it to \"\(right)\""])
  }

  @Test func `names that cannot be shown or lengthened are refused`() {
    let ending = Array(".montage.yaml".utf8)
    let long = [UInt8](repeating: 97, count: 201)
    for stem in [[0xFF], [0x0A], long] as [[UInt8]] {
      let names = ConfigNames(among: [stem + ending])
      #expect(names.configs.isEmpty && names.problems.count == 1)
    }
    #expect(ConfigNames(among: [long.dropLast() + ending]).configs.count == 1)
  }

  @Test func `defaults have a name of their own`() {
    #expect(ConfigNames.isDefaults(Array("montaged.defaults.yaml".utf8)))
    #expect(ConfigNames.isDefaults(Array("Montaged.Defaults.YML".utf8)))
    #expect(!ConfigNames.isDefaults(Array("montage.yaml".utf8)))
  }

  private func names(_ files: String...) -> ConfigNames {
    ConfigNames(among: files.map { Array($0.utf8) })
  }
}
