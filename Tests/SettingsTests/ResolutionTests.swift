// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import Settings
internal import Testing

struct ResolutionTests {
  @Test(arguments: [
    ("", "1280x720"), ("resolution: 1080", "1920x1080"), ("resolution: 1080p", "1920x1080"),
    ("resolution: 4K", "3840x2160"), ("resolution: 1920x1080", "1920x1080"),
    ("resolution: 1080 X 1350", "1080x1350"), ("height: 480", "854x480"),
    ("aspect: 9:16", "720x1280"), ("aspect: 1:1", "720x720"), ("aspect: 4:3", "960x720"),
    ("aspect: 4:5", "720x900"), ("aspect: 2.39:1", "1720x720"), ("aspect: 16/9", "1280x720"),
    ("aspect: 9 x 16\nresolution: 1080p", "1080x1920"), ("aspect: 9:16\nheight: 1080", "608x1080"),
    ("aspect: 16: 9\nresolution: full hd", "1920x1080"),
    ("aspect: 16:9\nresolution: 854x480", "854x480"),
  ])
  func `a canvas follows from resolution and aspect`(source: String, canvas: String) throws {
    let config = try MontageConfig(file: "m", bytes: Array(source.utf8))
    #expect(config.canvas(house: PixelSize(width: 1280, height: 720)).description == canvas)
  }

  @Test(arguments: [
    "resolution: 1081", "resolution: 8k", "resolution: 100", "resolution: 1920x1081",
    "resolution: 1920x", "resolution: 5000x1000", "resolution: 4096x4096", "height: 4k",
    "height: 2162", "height: 1080x1920", "resolution: p", "resolution: -2x-2", "aspect: 1:4",
    "aspect: 4:1", "aspect: 1.78", "aspect: 16:9:1", "aspect: a:b", "aspect: 0:0",
    "aspect: 10001:10001", "aspect: :9",
  ])
  func `sizes that cannot be made are refused`(source: String) {
    #expect(throws: ConfigError.self) { try MontageConfig(file: "m", bytes: Array(source.utf8)) }
  }
}
