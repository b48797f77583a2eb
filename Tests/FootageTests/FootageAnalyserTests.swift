// SPDX-License-Identifier: GPL-3.0-or-later

internal import Footage
internal import Media
internal import TestSupport
internal import Testing

struct FootageAnalyserTests {
  @Test func `shots are contiguous from zero to the end`() {
    var reel = Reel()
    reel.add(Scene(seed: 1), 40)
    reel.add(Scene(seed: 2), 20)
    reel.add(Scene(seed: 3), 50)
    let shots = analyse(reel.timed(), end: MediaTime(frame: 110, rate: Rational(25)))
    #expect(shots.map { $0.range.start.frame(at: Rational(25)) } == [0, 40, 60])
    #expect(zip(shots, shots.dropFirst()).allSatisfy { $0.range.end == $1.range.start })
    #expect(shots.last?.range.end == MediaTime(frame: 110, rate: Rational(25)))
  }

  @Test func `each shot has the measures of its own pictures`() throws {
    var reel = Reel()
    reel.add(Scene(seed: 1, level: 80, spread: 20), 40, drift: 0, withOverview: true)
    reel.add(Scene(seed: 2, level: 170, spread: 30), 40, drift: 0.01, withOverview: true)
    let shots = analyse(reel.timed(Rational(30)), end: MediaTime(frame: 80, rate: Rational(30)))
    try #require(shots.count == 2)
    let (still, moving) = (shots[0].metrics, shots[1].metrics)
    #expect(abs(still.exposure - 64.0 / 219) < 0.05)
    #expect(abs(moving.exposure - 154.0 / 219) < 0.05)
    #expect(still.motion == 0)
    #expect(still.pan == 0)
    #expect(moving.motion > 1)
    #expect(abs(moving.pan - 1) < 0.1)
    #expect(still.fingerprints.count == 3)
    #expect(Set(still.fingerprints).isDisjoint(with: moving.fingerprints))
  }

  @Test func `shake is ranked by its amplitude`() {
    let shakes = [0, 0.0005, 0.001, 0.002, 0.004, 0.008].map { amplitude in
      var random = SeededRandom(4)
      var reel = Reel()
      for number in 0..<25 {
        let x = 0.003 * Double(number) + Double.random(in: -amplitude...amplitude, using: &random)
        let y = Double.random(in: -amplitude...amplitude, using: &random)
        reel.add(Scene(seed: 6).picture(x: x, y: y, withOverview: true))
      }
      let end = MediaTime(frame: 25, rate: Rational(30))
      return analyse(reel.timed(Rational(30)), end: end).first?.metrics.shake ?? -1
    }
    for (less, more) in zip(shakes, shakes.dropFirst()) { #expect(less < more) }
    #expect(shakes[0] < 0.03)
  }

  @Test func `a black file is one shot worth nothing`() throws {
    var reel = Reel()
    reel.add(.plain(16), times: 70)
    let shots = analyse(reel.timed(), end: MediaTime(frame: 70, rate: Rational(25)))
    try #require(shots.count == 1)
    #expect(shots[0].metrics.score == 0)
    #expect(shots[0].metrics.shadows == 1)
    #expect(shots[0].metrics.fingerprints.isEmpty)
    #expect(shots[0].metrics.sharpness == nil)
  }

  @Test(arguments: [1, 2, 60])
  func `identical pictures are one shot without motion`(count: Int) throws {
    var reel = Reel()
    reel.add(Scene(seed: 8).picture(withOverview: true), times: count)
    let end = MediaTime(frame: count, rate: Rational(25))
    let shots = analyse(reel.timed(), end: end)
    try #require(shots.count == 1)
    #expect(shots[0].range == TimeRange(start: .zero, end: end))
    #expect(shots[0].metrics.shake == 0)
    #expect(shots[0].metrics.motion == 0)
    #expect(shots[0].metrics.score > 0)
  }

  @Test func `no pictures are no shots, or one without worth`() {
    #expect(analyse([], end: .zero).isEmpty)
    let shots = analyse([], end: MediaTime(seconds: 2))
    #expect(shots.count == 1)
    #expect(shots.first?.metrics.score == 0)
  }

  @Test func `sharpness comes from pictures with detail`() throws {
    var reel = Reel()
    reel.add(Scene(seed: 8), 50)
    var pictures = reel.timed()
    let detail = Scene(seed: 8, spread: 70).image(PixelSize(width: 320, height: 180))
    pictures[0].detail = detail
    pictures[30].detail = detail
    let shots = analyse(pictures, end: MediaTime(frame: 50, rate: Rational(25)))
    let wanted = try #require(Sharpness.measure(detail))
    #expect(abs(try #require(shots.first?.metrics.sharpness) - wanted) < 1e-9)
  }

  @Test func `an end before the last picture is put right`() {
    var reel = Reel()
    reel.add(Scene(seed: 1), 40)
    let shots = analyse(reel.timed(), end: MediaTime(seconds: 0.5))
    #expect(shots.last?.range.end == MediaTime(frame: 39, rate: Rational(25)))
  }

  @Test func `the same pictures give the same shots`() {
    var reel = Reel()
    reel.add(Scene(seed: 1), 30, withOverview: true)
    reel.add(Scene(seed: 2), 30, withOverview: true)
    let end = MediaTime(frame: 60, rate: Rational(25))
    #expect(analyse(reel.timed(), end: end) == analyse(reel.timed(), end: end))
  }

  private func analyse(_ pictures: [FootagePicture], end: MediaTime) -> [Shot] {
    var analyser = FootageAnalyser()
    for picture in pictures { analyser.process(picture) }
    return analyser.finish(end: end)
  }
}
