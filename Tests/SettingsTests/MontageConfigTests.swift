// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import Settings
internal import Testing

struct MontageConfigTests {
  @Test(arguments: ["", "# nothing\n", "style:\nseed: # later\nnever:\n", "never: []\n", "---\n"])
  func `an empty config means the defaults`(source: String) throws {
    #expect(try config(source) == MontageConfig())
    #expect(MontageConfig().style.name == "balanced" && MontageConfig().seed == 1)
    #expect(MontageConfig().keepPrevious == 3)
  }

  @Test func `every key is read`() throws {
    let config = try config(
      """
      style: Dramatic      # case does not count
      seed: 0042
      duration: ~1:30
      music: My Song: Live #1.mp3
      fit: crop
      aspect: 9:16
      resolution: 1080p
      fps: 29.97
      never: [*.LRV, song #2.mp4]
      only:
        - GX*.MP4
        - DCIM/
      min_shot: .5
      max_shot: 4s
      keep_previous: 0
      quality: high
      """)
    #expect(config.style.name == "dramatic" && config.seed == 42 && config.fit == .crop)
    let length = FilmLength(time: MediaTime(seconds: 90), endsOnBar: true)
    #expect(config.length == length)
    #expect(config.music == "My Song: Live #1.mp3")
    #expect(config.aspect == Rational(9, 16) && config.frameRate == Rational(30_000, 1001))
    #expect(config.canvas(house: PixelSize(width: 1280, height: 720)).description == "1080x1920")
    #expect(config.never.map(\.text) == ["*.LRV", "song #2.mp4"])
    #expect(config.only.map(\.text) == ["GX*.MP4", "DCIM/"])
    #expect(config.shortestShot?.seconds == 0.5 && config.longestShot?.seconds == 4)
    #expect(config.keepPrevious == 0 && config.quality == 17)
  }

  @Test(
    arguments: [
      ("", -14), ("loudness: -16", -16), ("loudness: -23.5 LUFS", -23.5), ("loudness: off", nil),
      ("loudness: no", nil), ("loudness: -5", -5), ("loudness: -30", -30),
    ] as [(String, Double?)])
  func `loudness is a level or off`(text: String, target: Double?) throws {
    #expect(try config(text).loudness.target == target)
  }

  @Test(arguments: [("", FilmSound.music), ("sound: Duck", .duck), ("sound: original", .original)])
  func `sound is the music's unless the footage's is wanted`(text: String, sound: FilmSound) throws
  {
    #expect(try config(text).sound == sound)
  }

  @Test func `what a file does not say stays as in the defaults`() throws {
    let defaults = try config("style: dramatic\nresolution: 1920x1080\nnever: *.LRV\nquality: 15")
    let merged = try MontageConfig(
      file: "montage.yaml", bytes: Array("aspect: 1:1\nquality: small\nnever: a.mp4".utf8),
      defaults: defaults)
    #expect(merged.style.name == "dramatic" && merged.quality == 25)
    #expect(merged.never.map(\.text) == ["a.mp4"])
    #expect(merged.canvas(house: PixelSize(width: 1280, height: 720)).description == "1080x1080")
  }

  @Test(arguments: [
    ("DCIM/100/a.MP4", "", true), ("DCIM/100/a.LRV", "never: *.lrv", false),
    ("DCIM/100/a.MP4", "only: Drone", false), ("Drone/a.MP4", "only: drone", true),
    ("Drone/a.MP4", "only: drone\nnever: [a.*]", false),
  ])
  func `never and only choose footage`(path: String, source: String, isUsed: Bool) throws {
    #expect((try config(source).exclusion(of: Array(path.utf8)) == nil) == isUsed)
  }

  private func config(_ source: String) throws -> MontageConfig {
    try MontageConfig(file: "montage.yaml", bytes: Array(source.utf8))
  }
}
