// SPDX-License-Identifier: GPL-3.0-or-later

@testable internal import Settings
internal import Testing
internal import YAML

struct DaemonTextTests {
  @Test(arguments: [
    ("512M", 512), ("512m", 512), ("512 MiB", 512), ("512MB", 512), ("1G", 1024), ("1.5G", 1536),
    ("524288K", 512), ("536870912", 512), ("1073741824", 1024), ("1024G", 1 << 20),
  ])
  func `memory is read as people write it`(text: String, mebibytes: Int64) throws {
    #expect(try amountOfMemory(scalar(text)) == mebibytes << 20)
  }

  @Test(arguments: [
    "50%", "0", "127M", "1025G", "-1G", "1e9", "M", "1..5G", "1T", "", "half", "1 2M",
    "99999999999999999999", "999999999G",
  ])
  func `other amounts of memory are refused`(text: String) {
    #expect(throws: Refusal.self) { try amountOfMemory(scalar(text)) }
  }

  @Test func `a share of the machine, and a number without its unit, are explained`() {
    #expect(refusal("50%", amountOfMemory)?.reason == "a share of the machine is not supported")
    #expect(refusal("512", amountOfMemory)?.suggestion == "512M")
    #expect(refusal("1M", amountOfMemory) == Refusal())
  }

  @Test(arguments: [
    ("50%", CacheSize.share(percent: 50)), ("2T", .bytes(2 << 40)), ("1.5 TiB", .bytes(3 << 39)),
    ("200G", .bytes(200 << 30)),
  ])
  func `a disk has larger units than memory`(text: String, size: CacheSize) throws {
    #expect(try cacheSize(scalar(text)) == size)
  }

  @Test(arguments: ["0.5G", "100T", "999999999T", "1P", "0%"])
  func `other sizes of a cache are refused`(text: String) {
    #expect(throws: Refusal.self) { try cacheSize(scalar(text)) }
  }

  @Test(arguments: [
    ("1s", 1), ("90s", 90), ("2m", 120), ("2 min", 120), ("1h", 3600), ("1h30m", 5400),
    ("1 h 30 m 5 s", 5405), ("1.5h", 5400), ("0.5m", 30), ("2 Days", 172_800), ("60000s", 60_000),
  ])
  func `times are read with their units`(text: String, seconds: Int) throws {
    #expect(try pause(scalar(text), in: 1...1_000_000) == seconds)
  }

  @Test(arguments: [
    "0s", "1.5s", "30m1h", "1m1m", "1:30", "h", "-1s", "1w", "500ms", "", "soon", "9999999s",
    "999999999d999999999h",
  ])
  func `other times are refused`(text: String) {
    #expect(throws: Refusal.self) { try pause(scalar(text), in: 1...1_000_000) }
  }

  @Test func `a time without a unit could be two things`() {
    let refused = refusal("10") { (scalar) throws(Refusal) in try pause(scalar, in: 1...60) }
    #expect(refused?.suggestion == "10s" && refused?.alternative == "10m")
  }

  @Test(arguments: [
    ("never", Rerender.never), ("Never", .never), ("0", .after(seconds: 0)),
    ("20m", .after(seconds: 1200)), ("30d", .after(seconds: 2_592_000)),
  ])
  func `a film is made anew after a while, at once or never`(text: String, answer: Rerender) throws
  {
    #expect(try rerender(scalar(text)) == answer)
  }

  @Test func `a misspelt never is recognised`() {
    #expect(refusal("nevr", rerender)?.suggestion == "never")
    #expect(refusal("31d", rerender) == Refusal())
  }

  @Test(arguments: [("on", true), ("Yes", true), ("true", true), ("off", false), ("NO", false)])
  func `a switch has the words of all programs`(text: String, isOn: Bool) throws {
    #expect(try onOrOff(scalar(text), suggesting: ("on", "off")) == isOn)
  }

  @Test(arguments: [("85", 85), ("85%", 85), ("1 %", 1), ("100", 100)])
  func `a percentage may have its sign`(text: String, percent: Int) throws {
    #expect(try percentage(scalar(text)) == percent)
  }

  @Test(arguments: ["0", "101", "-5", "8.5", "%", ""])
  func `other percentages are refused`(text: String) {
    #expect(throws: Refusal.self) { try percentage(scalar(text)) }
  }

  @Test(arguments: [
    ("/srv/a", "/srv/a"), ("/srv//a/", "/srv/a"), ("/srv/./My Films: 2026", "/srv/My Films: 2026"),
  ])
  func `a path loses its needless slashes`(text: String, path: String) throws {
    #expect(try dropFolder(scalar(text)) == path)
  }

  @Test(arguments: ["srv", "~/films", "./a", "/", "//", "/.", "/srv/../etc", "", "/a\u{7}b"])
  func `a path that is not whole is refused`(text: String) {
    #expect(throws: Refusal.self) { try dropFolder(scalar(text)) }
  }

  @Test func `a sign in a path is a comment only when it looks like one`() throws {
    let comment = Scalar("/srv/a", isPlain: true, textWithComment: "/srv/a # mine")
    #expect(try dropFolder(comment) == "/srv/a")
    let name = Scalar("/srv/Drop", isPlain: true, textWithComment: "/srv/Drop #1")
    let refused = #expect(throws: Refusal.self) { try dropFolder(name) }
    #expect(refused?.suggestion == "\"/srv/Drop #1\"" && refused?.alternative == "/srv/Drop")
  }

  private func scalar(_ text: String) -> Scalar { Scalar(text, isPlain: true) }

  private func refusal<Value>(
    _ text: String, _ read: (Scalar) throws(Refusal) -> Value
  ) -> Refusal? {
    do throws(Refusal) {
      _ = try read(scalar(text))
      return nil
    } catch {
      return error
    }
  }
}
