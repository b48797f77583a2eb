// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import Testing

struct ShotTests {
  private let analysis = FootageAnalysis(
    info: MediaInfo(container: "mov"), duration: MediaTime(seconds: 4), decodedFrames: 100,
    decodeFailures: 2,
    shots: [
      Shot(
        range: TimeRange(start: .zero, end: MediaTime(seconds: 1.5)),
        metrics: ShotMetrics(
          sharpness: 0.31, exposure: 0.4, shadows: 0.02, highlights: 0.01, contrast: 0.6,
          motion: 3.5,
          pan: 0.2, shake: 0.07, fingerprints: [.max, 0, 0x8000_0000_0000_0001], score: 0.83)),
      Shot(
        range: TimeRange(start: MediaTime(seconds: 1.5), end: MediaTime(seconds: 4)),
        metrics: ShotMetrics()),
    ])

  @Test func `JSON keeps every measure, the highest bit of a fingerprint too`() throws {
    #expect(try Coding.roundTrip(analysis) == analysis)
  }

  @Test func `a flat shot has no sharpness and no fingerprint`() throws {
    let flat = ShotMetrics()
    #expect(flat.sharpness == nil)
    #expect(flat.fingerprints.isEmpty)
    #expect(try !Coding.json(flat).contains("sharpness"))
  }

  @Test func `an analysis with a reversed shot is refused`() throws {
    let json = try Coding.json(analysis).replacing("[4000000,", with: "[1000000,")
    #expect(Coding.refuses(FootageAnalysis.self, json))
  }

  @Test(arguments: ["\"shots\"", "\"decodeFailures\"", "\"metrics\"", "\"score\"", "\"info\""])
  func `an analysis that lacks something is refused`(key: String) throws {
    let json = try Coding.json(analysis).replacing(key, with: "\"other\"")
    #expect(Coding.refuses(FootageAnalysis.self, json))
  }
}
