// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

/// Names that are legal and unkind.
@Suite(.timeLimit(.minutes(3)))
struct NameTests {
  @Test(arguments: ["two words", "it's \"so\" $HOME `x` & co; *", "line\nbreak", "-dash", "ünï ☃"])
  func `a project of any name`(name: String) throws {
    let desk = try Desk(project: name)
    try desk.bring(clips: 2, config: "height: 180\nduration: 3\n")
    let (program, document) = try desk.make()
    #expect(program.status == 0 && program.errors == "")
    #expect(document["montages"][0]["output"].text == desk.path("montages/montage.mp4"))
    #expect(try desk.film().frames == 90)
    let spoken = try desk.montagectl("make", desk.project)
    #expect(spoken.output.split(separator: "\n").count <= 3, "a name breaks no line")
  }

  @Test func `a project and clips of bytes that are no text`() throws {
    let desk = try Desk()
    try desk.bring(clips: 2, config: "height: 180\nduration: 3\n")
    let program = try desk.shell(
      #"""
      bad=$(printf 'b\377d') && mv project "$bad" && mv "$bad/clock.mp4" "$bad/$(printf 'c\200.mp4')"
      "$MONTAGECTL" make "$bad" && ls "$bad/montages/montage.mp4" >/dev/null && mv "$bad" project
      """#)
    #expect(program.status == 0, "\(program.errors)")
    #expect(program.output.contains(#"b\xffd/montages/montage.mp4: 3.0 s"#))
    #expect(try desk.film().frames == 90)
    let sources = Set(try desk.plan()["clips"].items.compactMap { $0["source"].text })
    #expect(sources == [#"c\x80.mp4"#, "fractal.mp4"])
  }

  @Test func `clips whose names are equal but for how accents are stored are two clips`() throws {
    let desk = try Desk()
    try desk.bring(clips: 0, config: "height: 180\nduration: 3\n")
    try desk.add(.clock, as: "caf\u{E9}.mp4")
    try desk.add(.colonies, as: "cafe\u{301}.mp4")
    #expect(try desk.make().program.status == 0)
    let sources = Set(
      try desk.plan()["clips"].items.compactMap { $0["source"].text.map { Array($0.utf8) } })
    #expect(sources == [Array("caf\u{E9}.mp4".utf8), Array("cafe\u{301}.mp4".utf8)])
  }

  @Test(arguments: ["a\nb.mp4", "#1: it's 100%.mp4", "\u{202E}gpj.mp4", "<b>&amp;.mp4"])
  func `a clip of any name reaches film, documents and terminal unharmed`(name: String) throws {
    let desk = try Desk()
    try desk.bring(clips: 1, config: "height: 180\nduration: 3\n")
    try desk.add(.colonies, as: name)
    try desk.write("no film", to: "bad " + name)
    let (program, document) = try desk.make()
    #expect(program.status == 0)
    #expect(program.complaints.count == 1)
    #expect(document["montages"][0]["unused"][0]["source"].text == "bad " + name)
    #expect(!program.errors.contains("\u{202E}"))
    let sources = Set(try desk.plan()["clips"].items.compactMap { $0["source"].text })
    #expect(sources == ["clock.mp4", name])
    #expect(desk.text("montages/montage.html")?.contains("<b>&amp;.mp4") != true)
    let otio = try #require(desk.text("montages/montage.otio"))
    #expect(try JSONSerialization.jsonObject(with: Data(otio.utf8)) is [String: Any])
  }
}
