// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import Testing

struct PathTests {
  @Test func `two spellings of one letter are two names`() {
    let composed = "caf\u{E9}.mov"
    let decomposed = "cafe\u{301}.mov"
    #expect(composed == decomposed)  // what makes String unfit for names
    #expect(Path(composed) != Path(decomposed))
    #expect(Set([Path(composed), Path(decomposed)]).count == 2)
  }

  @Test(arguments: [
    ("/a/b", "c", "/a/b/c"), ("/", "c", "/c"), ("", "c", "c"), ("a/", "c", "a/c"),
    ("/a", "", "/a"),
  ])
  func `joins with one slash`(folder: String, name: String, whole: String) {
    #expect(Path(folder).joining(name) == Path(whole))
  }

  @Test(arguments: [
    ("/a/b", "/a"), ("/a", "/"), ("a/b", "a"), ("/a/b/", "/a"),
  ])
  func `knows its folder`(path: String, parent: String) {
    #expect(Path(path).parent == Path(parent))
  }

  @Test(arguments: ["/", "a", ""])
  func `a root and a single name have no folder`(path: String) {
    #expect(Path(path).parent == nil)
  }

  @Test(arguments: [
    ("/a/b/c", "/a", "b/c"), ("/a/b", "/a/", "b"), ("/a", "/a", ""), ("/a", "/", "a"),
  ])
  func `knows the way from a folder above`(path: String, folder: String, way: String) {
    #expect(Path(path).relative(to: Path(folder)) == Path(way))
  }

  @Test(arguments: [("/ab", "/a"), ("/a", "/a/b"), ("a", "/a")])
  func `knows when it lies elsewhere`(path: String, folder: String) {
    #expect(Path(path).relative(to: Path(folder)) == nil)
  }

  @Test(
    arguments: [
      ([0x61, 0x62], "ab"), ([0x61, 0xFF, 0x62], "a\\xffb"), ([0x61, 0x0A], "a\\x0a"),
      ([0xC3, 0xA9], "é"), ([0xC3], "\\xc3"), ([0xED, 0xA0, 0x80], "\\xed\\xa0\\x80"),
      ([0xE2, 0x80, 0xAE], "\\xe2\\x80\\xae"), ([0x1B, 0x5B], "\\x1b["), ([], ""),
      ([0xF0, 0x9F, 0x8E, 0xAC], "🎬"),
    ] as [([UInt8], String)])
  func `shows every byte without harm`(bytes: [UInt8], text: String) {
    #expect(Path(bytes: bytes).display == text)
  }

  @Test(arguments: [
    ("Clip.MP4", "clip.mp4"), ("\u{C9}t\u{E9}", "e\u{301}te\u{301}"), ("a/B", "A/b"),
  ])
  func `is called the same in any case and with any accents`(one: String, other: String) {
    #expect(Path(one).folded == Path(other).folded)
    #expect(Path(one) != Path(other))
  }

  @Test func `sorts by bytes`() {
    #expect(["b", "é", "B", "a"].map { Path($0) }.sorted().map(\.display) == ["B", "a", "b", "é"])
  }
}
