// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
@testable internal import Settings
internal import Testing

struct ShotListTests {
  private func list(_ shots: String, length: String = "length: 10.000\n") throws -> ShotList {
    try ShotList(file: "a.cuts.yaml", bytes: Array((length + "shots:\n" + shots).utf8))
  }

  private func problems(_ text: String) -> [String] {
    do throws(ConfigError) {
      _ = try ShotList(file: "a.cuts.yaml", bytes: Array(text.utf8))
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }

  @Test(arguments: [
    "GX010023.MP4", "DCIM/100 GOPRO/a b.mp4", "me@home.mp4", "a@1:00.mp4", "clip (1).mp4",
    "song #1.mp4", "Iceland: Day 1.mov", "- x.mp4", "'quoted' \"twice\".mp4", "ключ.mp4",
    "a,b]c.mp4",
  ])
  func `what is written is read again, whatever the file is called`(name: String) throws {
    let written = ShotList(
      length: MediaTime(ticks: 59_967, timebase: Rational(1, 1000)),
      shots: [
        ShotList.Shot(
          start: .zero, end: MediaTime(seconds: 2.4), file: name,
          sourceStart: MediaTime(frame: 2502, rate: Rational(30000, 1001)),
          remark: "calm shot for calm music"),
        ShotList.Shot(
          start: MediaTime(frame: 72, rate: Rational(30)), file: name,
          sourceStart: MediaTime(frame: 1, rate: Rational(60)), mark: .keep, remark: "2 s"),
      ])
    let read = try ShotList(file: "a.cuts.yaml", bytes: Array(written.text.utf8))
    #expect(read.length == written.length)
    #expect(read.shots.map(\.file) == [name, name])
    #expect(read.shots.map(\.mark) == [nil, .keep])
    #expect(read.shots.map(\.line) == [3, 4])
    #expect(read.shots.map { $0.end?.seconds } == [2.4, nil])
    #expect(read.shots[0].sourceStart.frame(at: Rational(30000, 1001)) == 2502)
    #expect(read.shots[1].start.frame(at: Rational(30)) == 72)
    #expect(read.shots[1].sourceStart.frame(at: Rational(60)) == 1)
  }

  @Test func `remarks and what is not shown are read again`() throws {
    let written = ShotList(
      length: MediaTime(seconds: 4),
      shots: [
        ShotList.Shot(
          start: .zero, file: "a (1).mp4", sourceStart: .zero, remark: "calm shot (the first)")
      ], unused: ["b: c.mp4 (looks like a (1).mp4 at 0:01.0)", "d #2.mp4 (too dark)"])
    let read = try ShotList(file: "a.cuts.yaml", bytes: Array(written.text.utf8))
    #expect(read.unused == written.unused)
    #expect(read.shots.map(\.remark) == ["calm shot (the first)"])
    #expect(read.whyNot("b: c.mp4") == "looks like a (1).mp4 at 0:01.0")
    #expect(read.whyNot("d #2.mp4") == "too dark")
    #expect(read.whyNot("d") == nil)
    #expect(read.spans.map(\.end) == [MediaTime(seconds: 4)])
    // Whatever becomes of it is no mistake.
    #expect(try list("- 0:00 a.mp4@1\nunused: [x, y]\n").shots.count == 1)
    #expect(try list("- 0:00 a.mp4@1\nunused: never\n").shots.count == 1)
  }

  @Test func `lines as people write them`() throws {
    let read = try list(
      """
      - 12.5 b.mp4@1:23 BAN
      - 0:00 a.mp4@4   keep   # the best one
      - 3s-0:04.5 c.mp4@1m30s

      """)
    #expect(read.shots.map(\.file) == ["a.mp4", "c.mp4", "b.mp4"])
    #expect(read.shots.map(\.mark) == [.keep, nil, .ban])
    #expect(read.shots.map(\.sourceStart.seconds) == [4, 90, 83])
    #expect(read.shots.map { $0.end?.seconds } == [nil, 4.5, nil])
    #expect(try list("").shots.isEmpty)
  }

  @Test func `mistakes are told by line, all at once`() {
    let text = """
      length: long
      color: red
      shots:
      - 0:00 a.mp4
      - a.mp4@1
      - 0:01-0:01 b.mp4@1
      - 0:02 c.mp4@2
      - 0:02 d.mp4@3
      """
    let found = problems(text)
    #expect(found.count == 6)
    #expect(found[0].hasPrefix("a.cuts.yaml: line 1: length is no time"))
    #expect(found[1].hasPrefix("a.cuts.yaml: line 2: unknown key"))
    #expect(found[2].hasPrefix("a.cuts.yaml: line 4: this is no shot; write a line like"))
    #expect(found[4].hasPrefix("a.cuts.yaml: line 6"))
    #expect(found[5].hasPrefix("a.cuts.yaml: line 8: this shot begins when that of line 7 does"))
  }

  @Test func `a file that is no list is refused`() {
    #expect(problems("- 0:00 a.mp4@1").count == 1)
    #expect(problems("shots: a.mp4").count == 1)
    #expect(problems("shots: {a: b}").count == 1)
  }
}
