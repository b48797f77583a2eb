// SPDX-License-Identifier: GPL-3.0-or-later

internal import Footage
internal import Media
internal import TestSupport
internal import Testing

struct SparseAnalyserTests {
  private func time(_ seconds: Double) -> MediaTime { MediaTime(seconds: seconds) }

  private func range(_ start: Double, _ end: Double) -> TimeRange {
    TimeRange(start: time(start), end: time(end))
  }

  /// A scene that moves right by a hundredth of its width each second.
  private func picture(_ seed: UInt64, at seconds: Double, jitter: Double = 0) -> FootagePicture {
    var picture = Scene(seed: seed).picture(x: seconds * 0.01 + jitter, withOverview: true)
    picture.time = time(seconds)
    return picture
  }

  /// Groups of a second, two pictures of which are seen after the key frame.
  private func analyser(
    _ seeds: [UInt64], shaking shake: Double = 0
  ) -> SparseAnalyser {
    var analyser = SparseAnalyser()
    for (number, seed) in seeds.enumerated() {
      let start = Double(number)
      analyser.process(picture(seed, at: start), passed: [])
      analyser.follow(picture(seed, at: start + 0.04, jitter: shake))
      analyser.follow(picture(seed, at: start + 0.08, jitter: -shake))
    }
    return analyser
  }

  @Test func `one scene is one shot, without a doubt`() throws {
    var analyser = analyser([1, 1, 1, 1])
    #expect(analyser.doubtfulStretches(end: time(4), passed: []).isEmpty)
    let shots = analyser.shots(end: time(4), decoded: [])
    try #require(shots.count == 1)
    #expect(shots[0].range == range(0, 4))
    #expect(shots[0].stills.isEmpty)
    #expect(shots[0].metrics.motion > 0 && shots[0].metrics.fingerprints.count == 3)
    #expect(shots[0].metrics.shake < 0.2)
  }

  @Test func `a hand that shakes is told from one that does not`() {
    let steady = analyser([1, 1, 1]).shots(end: time(3), decoded: [])[0].metrics
    let shaken = analyser([1, 1, 1], shaking: 0.01).shots(end: time(3), decoded: [])[0].metrics
    #expect(shaken.shake > 4 * steady.shake + 0.1)
    #expect(shaken.motion > steady.motion)
  }

  @Test func `what lies between two scenes is doubtful, and its boundary makes two shots`() {
    var analyser = analyser([1, 1, 2, 2])
    #expect(abs(analyser.doubtfulSeconds - 1.3) < 1e-9)
    #expect(analyser.doubtfulStretches(end: time(4), passed: []) == [range(1, 2.3)])
    let metrics = analyser.shots(end: time(4), decoded: [])[0].metrics
    let found = [
      Shot(range: range(0, 1.4), metrics: metrics), Shot(range: range(1.4, 3), metrics: metrics),
    ]
    let shots = analyser.shots(end: time(4), decoded: [found])
    #expect(shots.map(\.range) == [range(0, 1.4), range(1.4, 4)])
    #expect(
      Set(shots[0].metrics.fingerprints).isDisjoint(with: Set(shots[1].metrics.fingerprints)))
  }

  @Test func `a shot that holds no key frame is known from where it was found`() {
    let analyser = analyser([1, 1, 2, 2])
    var metrics = analyser.shots(end: time(4), decoded: [])[0].metrics
    metrics.exposure = 0.123
    let found = [range(0, 1.2), range(1.2, 1.6), range(1.6, 3)].map {
      Shot(range: $0, metrics: metrics)
    }
    let shots = analyser.shots(end: time(4), decoded: [found])
    #expect(shots.map(\.range) == [range(0, 1.2), range(1.2, 1.6), range(1.6, 4)])
    #expect(shots.map { $0.metrics.exposure == 0.123 } == [false, true, false])
  }

  @Test func `doubts that touch are decoded in one go, others by themselves`() {
    var analyser = analyser([1, 1, 2, 3, 3, 3, 3, 3, 4, 4])
    #expect(
      analyser.doubtfulStretches(end: time(10), passed: []) == [range(1, 3.3), range(7, 8.3)])
  }

  @Test func `a picture of many bytes is a doubt of its own, in its group`() {
    var spiky = SparseAnalyser()
    var waiting: [SparseAnalyser.CodedPicture] = []
    for second in 0..<4 {
      let coded = (0..<25).map { number -> SparseAnalyser.CodedPicture in
        let isSpike = second == 2 && number == 12
        let bytes = number == 0 ? 20_000 : isSpike ? 15_000 : 1000
        return (time(Double(second) + Double(number) / 25), bytes, number == 0)
      }
      spiky.process(picture(1, at: Double(second)), passed: waiting + coded.prefix(3))
      waiting = Array(coded.dropFirst(3))
    }
    let stretches = spiky.doubtfulStretches(end: time(4), passed: waiting)
    #expect(stretches.count == 1)
    #expect(stretches.allSatisfy { $0.start < time(2.48) && $0.end > time(2.48) })
    #expect(stretches.allSatisfy { $0.duration.seconds < 1.3 })
  }

  @Test func `a group that begins before its time begins with a cut`() {
    var analyser = SparseAnalyser()
    for (seed, at) in [(1, 0.0), (1, 1), (1, 2), (2, 2.5), (2, 3.5)] {
      analyser.process(picture(UInt64(seed), at: at), passed: [])
    }
    #expect(analyser.doubtfulStretches(end: time(4), passed: []) == [range(2.2, 2.8)])
  }

  @Test func `a large picture inside a group does not hide the cut that ends it`() {
    var analyser = SparseAnalyser()
    var start = 0.0
    for (seed, at) in [(1, 0.0), (1, 2), (1, 4), (2, 5.8), (2, 7.8)] {
      let passed = stride(from: start + 0.04, to: at - 0.01, by: 0.04).map {
        seconds -> SparseAnalyser.CodedPicture in
        (time(seconds), abs(seconds - 4.8) < 0.01 ? 20_000 : 1000, false)
      }
      analyser.process(picture(UInt64(seed), at: at), passed: passed + [(time(at), 20_000, true)])
      start = at
    }
    let stretches = analyser.doubtfulStretches(end: time(8), passed: [])
    // In one group, and so in one stretch: apart, both would be found twice.
    #expect(stretches.count == 1)
    #expect(stretches.allSatisfy { $0.contains(time(4.8)) && $0.contains(time(5.8)) })
  }

  @Test func `a camera that goes on moving makes no doubt`() {
    func stretches(_ places: [Double]) -> [TimeRange] {
      var analyser = SparseAnalyser()
      for (second, x) in places.enumerated() {
        for follower in 0..<3 {
          var picture = Scene(seed: 1).picture(
            x: x + Double(follower) * 0.01, withOverview: true)
          picture.time = time(Double(second) + Double(follower) * 0.04)
          if follower == 0 {
            analyser.process(picture, passed: [])
          } else {
            analyser.follow(picture)
          }
        }
      }
      return analyser.doubtfulStretches(end: time(Double(places.count)), passed: [])
    }
    #expect(stretches([0, 0.25, 0.5, 0.75, 1, 1.25]).isEmpty)
  }

  @Test func `much that follows the last key frame is looked at`() {
    var analyser = analyser([1, 1])
    #expect(analyser.doubtfulStretches(end: time(4), passed: []) == [range(1, 4)])
  }
}
