// SPDX-License-Identifier: GPL-3.0-or-later

internal import Settings
internal import Testing

struct GlobTests {
  @Test(arguments: [
    ("*.LRV", "DCIM/GX01.lrv", true), ("*.LRV", "DCIM/GX01.lrvx", false),
    ("GX??.mp4", "GX01.MP4", true), ("GX??.mp4", "GX1.MP4", false),
    ("gx[0-2]?.mp4", "GX19.MP4", true), ("gx[!0-2]?.mp4", "GX19.MP4", false),
    ("gx[^0-2]*", "GX39.MP4", true), ("[]x]", "]", true), ("[a", "[a", true), ("[a", "a", false),
    ("[live].mp4", "[live].mp4", true), ("[live].mp4", "l.mp4", true), ("[z-a]", "-", true),
    ("Drafts", "2026/drafts/a.mp4", true), ("Drafts/", "2026/drafts/a.mp4", true),
    ("Drafts", "2026/drafts2/a.mp4", false),
    ("DCIM/100", "DCIM/100/a.mp4", true), ("DCIM/100/", "DCIM/1000/a.mp4", false),
    ("./DCIM/*.mp4", "DCIM/a.mp4", true), ("/DCIM/*.mp4", "DCIM/x/a.mp4", false),
    ("DCIM/**.mp4", "DCIM/x/a.mp4", true), ("**/a.mp4", "a.mp4", true),
    ("**/a.mp4", "x/y/a.mp4", true), ("**/a.mp4", "x/ya.mp4", false),
    ("x/**/a.mp4", "x/a.mp4", true), ("x/**/a.mp4", "x/y/z/a.mp4", true),
    ("x/**/a.mp4", "xa.mp4", false), ("*", "anything", true), ("a*b*c", "aXbYc", true),
    ("a*b*c", "aXbY", false), ("é.mp4", "E\u{301}.MP4", true), ("ÄÖ*", "äö1", true),
    ("?.mp4", "🎵.mp4", true), ("a/b", "b", false), ("", "a", false),
  ])
  func `patterns choose names`(pattern: String, path: String, isMatch: Bool) {
    #expect(Glob(pattern).matches(Array(path.utf8)) == isMatch)
  }

  @Test func `a name that is no text is matched by wildcards`() {
    let name: [UInt8] = [0xFF, 0x61, 0x2E, 0x6D, 0x70, 0x34]
    #expect(Glob("*.mp4").matches(name))
    #expect(!Glob("a.mp4").matches(name))
  }

  @Test func `many stars cost no more than their number`() {
    let pattern = String(repeating: "*a", count: 120) + "b"
    let path = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000)
    let time = ContinuousClock().measure { #expect(!Glob(pattern).matches(path)) }
    #expect(time < .seconds(5))
  }
}
