// SPDX-License-Identifier: GPL-3.0-or-later

internal import Footage
internal import Media
internal import TestSupport
internal import Testing

struct CoarseAnalyserTests {
  /// Key frames a second apart, to the end a second after the last.
  private func analyse(_ pictures: [FootagePicture]) -> [Shot] {
    var analyser = CoarseAnalyser()
    for (number, picture) in pictures.enumerated() {
      var picture = picture
      picture.time = MediaTime(seconds: Double(number))
      analyser.process(picture)
    }
    return analyser.finish(end: MediaTime(seconds: Double(pictures.count)))
  }

  private func drift(_ seed: UInt64, _ count: Int) -> [FootagePicture] {
    (0..<count).map { Scene(seed: seed).picture(x: Double($0) * 0.01, withOverview: true) }
  }

  private func range(_ start: Double, _ end: Double) -> TimeRange {
    TimeRange(start: MediaTime(seconds: start), end: MediaTime(seconds: end))
  }

  @Test func `a camera that moves a little makes one shot`() throws {
    let shots = analyse(drift(1, 8))
    try #require(shots.count == 1)
    #expect(shots[0].range == range(0, 8))
    #expect(shots[0].stills.isEmpty)
    #expect(shots[0].metrics.fingerprints.count == 3)
    #expect(shots[0].metrics.motion > 0)
    #expect(shots[0].metrics.score > 0)
  }

  @Test func `the time between two unlike key frames is left out`() {
    let shots = analyse(drift(1, 4) + drift(2, 3))
    #expect(shots.map(\.range) == [range(0, 4), range(4, 7)])
    #expect(shots.map(\.stills) == [[range(3, 4)], []])
    #expect(
      Set(shots[0].metrics.fingerprints).isDisjoint(with: Set(shots[1].metrics.fingerprints)))
  }

  @Test func `a key frame between two gaps is no shot`() {
    let shots = analyse(drift(1, 3) + drift(2, 1) + drift(3, 4))
    #expect(shots.map(\.range) == [range(0, 4), range(4, 8)])
    #expect(shots.map(\.stills) == [[range(2, 4)], []])
  }

  @Test func `a gap at the start belongs to the first shot`() {
    let shots = analyse(drift(2, 1) + drift(3, 4))
    #expect(shots.map(\.range) == [range(0, 5)])
    #expect(shots.map(\.stills) == [[range(0, 1)]])
  }

  @Test func `gaps alone are one shot without worth, still from end to end`() throws {
    var analyser = CoarseAnalyser()
    for seed in 0..<4 {
      var picture = Scene(seed: UInt64(seed)).picture(withOverview: true)
      picture.time = MediaTime(seconds: Double(seed))
      analyser.process(picture)
    }
    let shots = analyser.finish(end: MediaTime(seconds: 3.1))
    try #require(shots.count == 1)
    #expect(shots[0].stills == [range(0, 3.1)])
    #expect(shots[0].metrics.score == 0)
  }

  @Test func `what is frozen is still`() {
    let frozen = [FootagePicture](repeating: Scene(seed: 1).picture(withOverview: true), count: 4)
    let moving = (1..<4).map { Scene(seed: 1).picture(x: Double($0) * 0.02, withOverview: true) }
    let shots = analyse(frozen + moving)
    #expect(shots.map(\.stills) == [[range(0, 3)]])
  }

  @Test func `black ends a shot and is worth nothing`() {
    let black = [FootagePicture](repeating: .plain(16), count: 3)
    let shots = analyse(drift(1, 3) + black + drift(1, 3))
    #expect(shots.map(\.range) == [range(0, 3), range(3, 6), range(6, 9)])
    #expect(shots.map { $0.metrics.score > 0 } == [true, false, true])
  }

  @Test func `a large picture between like key frames is left out with its surroundings`() {
    var analyser = CoarseAnalyser()
    for (number, picture) in drift(1, 4).enumerated() {
      var picture = picture
      picture.time = MediaTime(seconds: Double(number))
      let coded = (0..<25).map { frame in
        (
          time: picture.time - MediaTime(seconds: 1 - Double(frame) / 25),
          bytes: number == 2 && frame == 10 ? 9000 : 1000, isKeyFrame: false
        )
      }
      let key = (time: picture.time, bytes: 10_000, isKeyFrame: true)
      analyser.process(picture, passed: (number > 0 ? coded : []) + [key])
    }
    let shots = analyser.finish(end: MediaTime(seconds: 4))
    #expect(shots.map(\.range) == [range(0, 1.65), range(1.65, 4)])
    #expect(shots.map(\.stills) == [[range(1.15, 1.65)], []])
  }

  @Test func `no length is no shot`() {
    var analyser = CoarseAnalyser()
    analyser.process(Scene(seed: 1).picture())
    #expect(analyser.finish(end: .zero).isEmpty)
  }

  @Test func `a picture whose time does not rise is passed over`() {
    var analyser = CoarseAnalyser()
    for seed in [1, 2] as [UInt64] {
      analyser.process(Scene(seed: seed).picture(withOverview: true))
    }
    #expect(analyser.finish(end: MediaTime(seconds: 1)).map(\.stills) == [[]])
  }
}
