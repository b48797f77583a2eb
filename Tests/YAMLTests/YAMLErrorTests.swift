// SPDX-License-Identifier: GPL-3.0-or-later

internal import Testing
internal import YAML

struct YAMLErrorTests {
  @Test func `an error says line, fault and remedy`() {
    let error = YAMLError(line: 4, problem: "it is wrong", remedy: "correct it")
    #expect(error.description == "line 4: it is wrong; correct it")
    #expect(error.column == 1)
  }
}
