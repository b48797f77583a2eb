// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

/// Footage that is missing, empty, half there or no footage: it is named, and the rest becomes a film.
@Suite(.timeLimit(.minutes(3)))
struct BadFootageTests {
  /// A bad file, how it comes to be, and the sentence about it.
  struct Bad: Sendable, CustomTestStringConvertible {
    let name: String
    let sentence: String
    let bytes: @Sendable () throws -> Data

    var testDescription: String { name }

    init(_ name: String, _ sentence: String, _ bytes: @escaping @Sendable () throws -> Data) {
      self.name = name
      self.sentence = sentence
      self.bytes = bytes
    }
  }

  private static let noVideo =
    "not a video that can be read; convert it, or take it out of the folder"
  private static let noPicture =
    "holds no moving picture that can be decoded; convert it, or take it out of the folder"
  private static let again = "; copy it again, or wait until the copy is done"

  static let all = [
    Bad("empty.mp4", "empty; copy it again") { Data() },
    Bad("zeros.mov", "incomplete (0 %)" + again) { Data(count: 100_000) },
    Bad("half.mp4", "incomplete (50 %)" + again) {
      let whole = try Desk.bytes(of: .automaton)
      return whole.prefix(whole.count / 2)
    },
    Bad("noise.mp4", noVideo) {
      Data((1..<60_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) })
    },
    Bad("text.mp4", noVideo) { Data(String(repeating: "Dear diary, ", count: 400).utf8) },
    Bad("playlist.mp4", noVideo) {
      Data("#EXTM3U\n#EXTINF:3,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n".utf8)
    },
    Bad("list.mkv", noVideo) { Data("ffconcat version 1.0\nfile '/etc/passwd'\n".utf8) },
    Bad("sound.mp4", noPicture) {
      let path = try SampleKit.path(of: "sound.mp4") { path in
        try Shell.run(
          "ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i", "sine=duration=2", "-c:a",
          "aac",
          path)
      }
      return try Data(contentsOf: URL(fileURLWithPath: path))
    },
    Bad("protected.mp4", "damaged (got ") {
      let clip = try SampleKit.clip(.fractal)
      let path = try SampleKit.path(of: "protected.mp4") { path in
        // Encrypted, as what shops and set-top boxes sell: there is no key in it. What a decoder makes of it depends on the first
        // counter, which is zero where nothing may be random.
        try Shell.run(
          "ffmpeg", "-nostdin", "-v", "error", "-i", clip, "-c", "copy", "-fflags",
          "+bitexact", "-encryption_scheme",
          "cenc-aes-ctr", "-encryption_key", "000102030405060708090a0b0c0d0e0f",
          "-encryption_kid", "101112131415161718191a1b1c1d1e1f", path)
      }
      return try Data(contentsOf: URL(fileURLWithPath: path))
    },
    Bad("broken.mp4", "damaged (got ") {
      // The middle of the pictures' bytes, in a container that is whole.
      var bytes = try Desk.bytes(of: .fractal)
      for index in (bytes.count / 3)..<(bytes.count * 2 / 3) {
        bytes[index] = UInt8(truncatingIfNeeded: index &* 2_654_435_761 >> 11)
      }
      return bytes
    },
  ]

  @Test(arguments: all)
  func `one bad file among good ones is named, and the film appears`(bad: Bad) throws {
    let desk = try Desk()
    try desk.bring(clips: 2, config: "height: 180\nduration: 3\n")
    try desk.write(try bad.bytes(), to: bad.name)
    let (program, document) = try desk.make()
    #expect(program.status == 0)
    #expect(program.complaints.count == 1)
    #expect(program.errors.hasPrefix("montagectl: \(bad.name): \(bad.sentence)"))
    #expect(program.errors.contains("; "), "a remedy")
    let unused = document["montages"][0]["unused"]
    #expect(unused.items.count == 1)
    #expect(unused[0]["source"].text == bad.name)
    #expect("montagectl: \(bad.name): \(unused[0]["reason"])\n" == program.errors)
    #expect(try desk.film().frames == 90)
    #expect(desk.text("montages/montage.html")?.contains(bad.name) == true)
    #expect(!desk.has("montages/montage.failed.txt"))
  }

  @Test func `all bad files together are all named, each once`() throws {
    let desk = try Desk()
    try desk.bring(clips: 2, config: "height: 180\nduration: 3\n")
    for bad in Self.all { try desk.write(try bad.bytes(), to: bad.name) }
    let (program, _) = try desk.make()
    #expect(program.status == 0)
    let named = program.complaints.compactMap { $0.split(separator: ":").dropFirst().first }
    #expect(named.map { $0.dropFirst() }.sorted() == Self.all.map { $0.name[...] }.sorted())
    #expect(try desk.film().frames == 90)
  }

  @Test func `nothing but bad files is a failure that lists them all, in the folder too`() throws {
    let desk = try Desk()
    try desk.bring(clips: 0)
    for bad in Self.all { try desk.write(try bad.bytes(), to: bad.name) }
    let (program, document) = try desk.make()
    #expect(program.status == 65)
    #expect(document["montages"].items.isEmpty)
    #expect(document["failed"][0]["name"].text == "montage")
    let failed = try #require(desk.text("montages/montage.failed.txt"))
    #expect(failed == document["failed"][0]["reason"].text.map { $0 + "\n" })
    for bad in Self.all { #expect(failed.contains("\n\(bad.name): \(bad.sentence)")) }
    #expect(desk.results == ["montage.failed.txt"])
  }

  @Test func `no footage at all is a sentence`() throws {
    let desk = try Desk()
    try desk.bring(clips: 0)
    let (program, _) = try desk.make()
    #expect(program.status == 66)
    let sentence =
      "montage.yaml: there is no footage beside it; "
      + "copy at least one video file into the folder\n"
    #expect(program.errors == "montagectl: " + sentence)
    #expect(desk.text("montages/montage.failed.txt") == sentence)
  }

  @Test func `the same recording twice is used once`() throws {
    let desk = try Desk()
    try desk.bring(clips: 2, config: "height: 180\nduration: 3\n")
    try desk.add(.clock, as: "again.mp4")
    let (program, document) = try desk.make()
    #expect(program.status == 0)
    #expect(
      document["montages"][0]["unused"].items.map { "\($0["source"]): \($0["reason"])" } == [
        "clock.mp4: the same recording as again.mp4"
      ])
  }
}
