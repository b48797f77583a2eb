// SPDX-License-Identifier: GPL-3.0-or-later

import Pipeline
import Testing

struct RedactionTests {
  private let redaction = Redaction(names: [
    "/srv/Hochzeit Müller", "/srv/Hochzeit Müller/Tag 1/GX010023.MP4", "Iceland 2026",
  ])

  @Test(
    arguments: [
      "/srv/Hochzeit Müller is away", "watching /srv/Hochzeit Müller",
      "Tag 1/GX010023.MP4: damaged", "\"GX010023.MP4\" is damaged", "making Iceland 2026/montage",
      "GX010023: nothing",
    ])
  func `what is known is not said`(text: String) {
    let told = redaction.text(text)
    for name in ["Hochzeit", "Müller", "Tag 1", "GX010023", "Iceland"] {
      #expect(!told.contains(name), "\(told)")
    }
    #expect(told.contains("~"))
    #expect(redaction.text(told) == told)
  }

  @Test(
    arguments: [
      "/mnt/Omas Garten: not there", "Old clip 7.mp4: damaged; copy it again",
      "cannot read Geheim.MOV", "/var/x is not /srv/Geheim Urlaub/b", "(see Urlaub Kreta.wav)",
    ])
  func `what only looks like a name is not said either`(text: String) {
    let told = redaction.text(text)
    for name in ["Omas", "Garten", "Old clip", "Geheim", "Urlaub", "Kreta"] {
      #expect(!told.contains(name), "\(told)")
    }
  }

  @Test(
    arguments: [
      "idle; 3 folders watched, 412 clips analysed", "/var/cache/montaged/cache.db: busy",
      "/proc/pressure/memory", "the triples of 2026.5 MB and/or more", "/ and /var/x is full",
      "montages/montage.mp4",
      "0.5 of 10",
    ])
  func `what is no name stays`(text: String) {
    #expect(Redaction(names: ["trip", "/srv/trip"]).text(text) == text)
  }

  @Test func `a name is the same word everywhere, with its ending`() {
    let first = redaction.text("GX010023.MP4")
    #expect(first.hasPrefix("~") && first.hasSuffix(".MP4") && first.utf8.count == 13)
    #expect(redaction.text("x: GX010023.MP4") == "x: " + first)
    #expect(redaction.path("/srv/a b/montages/montage.mp4").hasPrefix("/srv/~"))
    let more = redaction.knowing(["Rom"])
    #expect(more.text("Rom: x").hasPrefix("~"))
    #expect(more.text("GX010023.MP4") == first)
  }

  @Test func `another report has other words, so that no guess can be confirmed`() {
    let name = "GX010023.MP4"
    #expect(redaction.text(name) != Redaction(names: [name]).text(name))
    let salted = { Redaction(names: [name], salt: $0).text(name) }
    #expect(salted([1]) == salted([1]))
    #expect(salted([1]) != salted([2]))
    #expect(Set((0..<100).map { _ in Redaction.newSalt() }).count == 100)
  }
}
