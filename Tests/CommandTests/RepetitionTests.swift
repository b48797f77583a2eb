// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

/// The same again: what must be equal, and what must not be done twice.
@Suite(.timeLimit(.minutes(3)), .serialized)
struct RepetitionTests {
  @Test func `two cold starts give the same plan, byte for byte, and the same frames`() throws {
    var plans: [String] = []
    var films: [String] = []
    for _ in 0..<2 {
      let desk = try Desk(isCold: true)
      try desk.bring(config: "height: 180\nduration: 6\nseed: 7\n")
      let plan = try desk.montagectl("plan", desk.project, "--json")
      #expect(plan.status == 0)
      plans.append(plan.output)
      #expect(try desk.make().program.status == 0)
      films.append(try desk.frames())
    }
    #expect(plans[0] == plans[1])
    #expect(films[0] == films[1])
    #expect(films[0].split(separator: "\n").count > 180)
  }

  @Test func `a second film encodes only what it never had`() throws {
    let desk = try Desk()
    try desk.bring()
    let first = try desk.make().document["montages"][0]
    #expect(first["encoded_frames"].count == 240)
    #expect(first["copied_frames"].count == 0)

    let again = try desk.make().document["montages"][0]
    #expect(again["encoded_frames"].count == 0)
    #expect(again["copied_frames"].count == 240)
    #expect(try desk.plan()["warmth"].text == "warm")

    // Eight seconds out of three clips of four: another seed must use much of the same.
    try desk.write("height: 180\nduration: 8\nseed: 2\n", to: "montage.yaml")
    let other = try desk.make().document["montages"][0]
    let encoded = try #require(other["encoded_frames"].count)
    let frames = try #require(other["frames"].count)
    #expect(encoded < frames)
    #expect((other["copied_frames"].count ?? 0) + encoded == frames)
    #expect(try desk.film().frames == frames)
  }

  @Test func `renaming, touching or copying all clips encodes nothing`() throws {
    let desk = try Desk()
    try desk.bring(config: "height: 180\nduration: 6\n")
    #expect(try desk.make().program.status == 0)
    let frames = try desk.frames()
    for (number, clip) in SampleMedia.Pattern.allCases.prefix(3).enumerated() {
      try FileManager.default.moveItem(
        atPath: desk.path(clip.name + ".mp4"), toPath: desk.path("renamed \(9 - number).mov"))
    }
    #expect(try desk.make().document["montages"][0]["encoded_frames"].count == 0)
    #expect(try desk.frames() == frames)
    _ = try desk.shell("touch project/renamed*; cp -r project other; cp other/renamed* project/")
    #expect(try desk.make().document["montages"][0]["encoded_frames"].count == 0)
    let copy = try desk.montagectl("make", desk.folder.file("other"), "--json")
    #expect(try copy.document()["montages"][0]["encoded_frames"].count == 0)
  }

  @Test func `without the cache everything is done anew, and nothing is left of it`() throws {
    let desk = try Desk(isCold: true)
    try desk.bring(clips: 2, config: "height: 180\nduration: 3\n")
    for _ in 0..<2 {
      let (program, document) = try desk.make("--no-cache")
      #expect(program.status == 0)
      #expect(document["montages"][0]["encoded_frames"].count == 90)
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: desk.folder.path)
    #expect(left.sorted() == ["project"])
  }

  @Test func `the film before is kept, and a film is there at every moment`() throws {
    let desk = try Desk()
    for seconds in 1...5 {
      try desk.bring(clips: 2, config: "height: 180\nduration: \(seconds)\n")
      #expect(try desk.make().program.status == 0)
      // The films of one second would share a name.
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: Double(seconds - 9) * 60)],
        ofItemAtPath: desk.path("montages/montage.mp4"))
    }
    let kept = try FileManager.default.contentsOfDirectory(atPath: desk.path("montages/previous"))
    #expect(kept.count == 3)
    #expect(desk.has("montages/montage.mp4"))
  }
}
