// SPDX-License-Identifier: GPL-3.0-or-later

internal import Settings
internal import Testing

struct ConfigCheckTests {
  @Test(arguments: [
    ("montage.yaml", ConfigCheck.montage), ("Short.Montage.YML", .montage),
    ("montage.yaml.txt", .montage), ("montaged.defaults.yaml", .defaults),
    ("Montaged.Defaults.yml", .defaults), ("montaged.yaml", .service), ("test.conf", .service),
  ])
  func `a file is checked as what its name says`(name: String, kind: ConfigCheck) {
    #expect(ConfigCheck(name: Array(name.utf8)) == kind)
  }

  @Test(arguments: [
    ("montage.yaml", "memory: 1G", ["unknown key \"memory\""]),
    ("montage.yaml", "auto: true\n", ["auto cannot be"]),
    ("montaged.defaults.yaml", "auto: true", []), ("montaged.yaml", "memory: 1G", []),
    ("montaged.yaml", "style: balanced", ["unknown key \"style\""]),
    (
      "montage.yaml.txt", "stile: balanced",
      ["the name ends with .txt", "unknown key \"stile\""]
    ),
  ])
  func `each kind has its own keys`(name: String, source: String, starts: [String]) {
    let name = Array(name.utf8)
    let problems = ConfigCheck(name: name).problems(
      in: Array(source.utf8), named: name, file: "FILE")
    #expect(problems.count == starts.count)
    for (problem, start) in zip(problems, starts) { #expect(problem.problem.hasPrefix(start)) }
  }

  @Test func `a config is checked together with its defaults`() throws {
    let defaults = try MontageConfig(defaultsFile: "d", bytes: Array("min_shot: 5".utf8))
    let name = Array("montage.yaml".utf8)
    let source = Array("max_shot: 4".utf8)
    let check = ConfigCheck(name: name)
    #expect(check.problems(in: source, named: name, file: "m") == [])
    let problems = check.problems(in: source, named: name, file: "m", defaults: defaults)
    #expect(problems.map(\.line) == [1])
  }
}
