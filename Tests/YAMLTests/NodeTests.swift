// SPDX-License-Identifier: GPL-3.0-or-later

internal import Testing
internal import YAML

struct NodeTests {
  @Test func `nothing is empty, empty quotes are text`() {
    #expect(Scalar("", isPlain: true).isEmpty)
    #expect(!Scalar("", isPlain: false).isEmpty)
    #expect(!Scalar("a", isPlain: true).isEmpty)
  }
}
