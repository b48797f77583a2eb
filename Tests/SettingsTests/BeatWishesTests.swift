// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import Settings
internal import Testing

struct BeatWishesTests {
  @Test func `options mean what the keys of a config mean`() throws {
    let options = [
      (name: "bpm", value: "128"), (name: "meter", value: "3/4"),
      (name: "first_downbeat", value: "1.5"), (name: "offset", value: "-20ms"),
    ]
    let wishes = try BeatWishes(options: options)
    let source = options.map { "\($0.name): \($0.value)\n" }.joined()
    #expect(try MontageConfig(file: "m", bytes: Array(source.utf8)).beats == wishes)
    #expect(wishes.hints.tempo == 128)
    #expect(try BeatWishes(options: []) == BeatWishes())
    #expect(Set(BeatWishes.keys) == Set(options.map(\.name)))
  }

  @Test func `a mistake names the option`() {
    let error = #expect(throws: ConfigError.self) {
      try BeatWishes(options: [("first_downbeat", "soon"), ("offset", "20")])
    }
    #expect(
      error?.problems.map(\.description) == [
        "--first-downbeat: cannot be \"soon\"; write the time in the song at which a bar starts",
        "--offset: cannot be \"20\"; write 20ms",
      ])
  }
}
