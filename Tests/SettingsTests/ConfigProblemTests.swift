// SPDX-License-Identifier: GPL-3.0-or-later

internal import Settings
internal import Testing

struct ConfigProblemTests {
  private func problem(_ line: Int?) -> ConfigProblem {
    ConfigProblem(file: "montage.yaml", line: line, problem: "it is wrong", remedy: "correct it")
  }

  @Test func `a problem says file, line, fault and remedy`() {
    #expect(problem(3).description == "montage.yaml: line 3: it is wrong; correct it")
    #expect(problem(nil).description == "montage.yaml: it is wrong; correct it")
  }

  @Test(arguments: [1, 20, 21, 300])
  func `an error lists its problems, a screen full at most`(count: Int) {
    let lines = ConfigError((1...count).map { problem($0) }).description.split(separator: "\n")
    #expect(lines.count == min(count, 21))
    #expect(lines.first == "montage.yaml: line 1: it is wrong; correct it")
    #expect((lines.last == "and \(count - 20) more") == (count > 20))
  }
}
