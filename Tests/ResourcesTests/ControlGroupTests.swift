// SPDX-License-Identifier: GPL-3.0-or-later

import Resources
import Testing

struct ControlGroupTests {
  typealias Files = ControlGroup.Version2

  @Test(
    arguments: [
      (Files(max: "1000\n", high: "max\n", current: "300\n"), 700, 1000),
      (Files(max: "1000\n", high: "800\n", current: "300\n"), 500, 800),
      (Files(max: "max\n", high: "800\n", current: "900\n"), -100, 800),
      (Files(max: "max\n", high: "max\n", current: "300\n"), nil, nil),
      (Files(current: "300\n"), nil, nil),
      (Files(max: "rubbish", current: "300\n"), nil, nil),
      (Files(max: "-5", current: "300\n"), -300, 0),
    ] as [(Files, Int64?, Int64?)])
  func `the lowest limit counts`(files: Files, room: Int64?, limit: Int64?) {
    let group = ControlGroup(version2: files)
    #expect(group.room == room)
    #expect(group.limit == limit)
  }

  @Test func `cache that can go counts as room, but never more than is used`() {
    let statistics = "anon 5\ninactive_file 200\nslab_reclaimable 50\nslab_unreclaimable 9\n"
    let group = ControlGroup(
      version2: Files(max: "1000", current: "300", statistics: statistics))
    #expect(group.room == 930)
    let odd = ControlGroup(version2: Files(max: "1000", current: "100", statistics: statistics))
    #expect(odd.room == 1000)
  }

  @Test(
    arguments: [
      ("200000 100000\n", 2), ("50000 100000", 0.5), ("max 100000\n", nil), ("", nil),
      ("0 0", nil), ("5", nil),
    ] as [(String, Double?)])
  func `a quota is so many processors`(text: String, processors: Double?) {
    #expect(ControlGroup(version2: Files(processors: text)).processors == processors)
  }

  @Test func `version 1 shows no limit as a huge one`() {
    let none = ControlGroup(
      version1: "9223372036854771712\n", usage: "300\n", statistics: "total_inactive_file 100\n")
    #expect(none.limit == nil && none.room == nil)
    let some = ControlGroup(
      version1: "1000\n", usage: "300\n", statistics: "total_inactive_file 100\n")
    #expect(some.limit == 1000 && some.room == 790)
  }

  @Test func `finds its place in both trees`() {
    let hybrid = "12:memory:/user.slice\n3:cpu,cpuacct:/\n1:name=systemd:/a\n0::/user.slice/b:c\n"
    #expect(ControlGroup.membership(hybrid).version2 == "/user.slice/b:c")
    #expect(ControlGroup.membership(hybrid).version1 == "/user.slice")
    #expect(ControlGroup.membership("nonsense").version2 == nil)
  }
}
