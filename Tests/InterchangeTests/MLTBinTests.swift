// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import Testing

@testable import Interchange

struct MLTBinTests {
  private func strip(_ medium: ABRoll.Medium, _ start: Int, _ count: Int, at frame: Int)
    -> ABRoll.Strip
  {
    ABRoll.Strip(medium: medium, frames: FrameSpan(start: start, count: count), start: frame)
  }

  @Test func `each file and each colour is there once, in the order in which they are seen`()
    throws
  {
    let film = try Films.film()
    let second = ABRoll.Medium.file(Films.second)
    let bin = MLTBin(
      film,
      strips: [
        strip(.file(Films.first), 0, 9, at: 20), strip(second, 0, 9, at: 0),
        strip(.white, 0, 9, at: 9), strip(second, 0, 9, at: 30),
      ])
    #expect(bin.producers.map { $0.attributes[0].value } == ["file2", "colour-white", "file4"])
    #expect(bin.name(of: .file(Films.first)) == "file4")
    let entries = bin.playlist.document.split(separator: "\n").filter { $0.contains("<entry") }
    #expect(entries.count == 3)
  }

  @Test func `a file is never shorter than what the film asks of it`() throws {
    var film = try Films.film(rate: Rational(25))
    func length(_ end: Int) -> String? {
      let bin = MLTBin(film, strips: [strip(.file(Films.second), end - 1, 1, at: 0)])
      return bin.producers[0].attributes.first { $0.name == "out" }?.value
    }
    // Seven seconds.
    #expect(length(100) == "174")
    #expect(length(175) == "174")
    #expect(length(177) == "176")
    film.sources = []
    #expect(length(100) == "99")
  }

  @Test func `beats are guides`() throws {
    var film = try Films.film()
    film.beatFrames = [0, 15]
    let text = MLTBin(film, strips: []).playlist.document
    #expect(text.contains("\"pos\": 15"))
    #expect(text.contains("\"comment\": \"beat 2\""))
    film.beatFrames = []
    #expect(!MLTBin(film, strips: []).playlist.document.contains("guides"))
  }
}
