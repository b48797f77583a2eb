// SPDX-License-Identifier: GPL-3.0-or-later

internal import Footage
internal import Media
internal import TestSupport
internal import Testing

struct ShotDetectorTests {
  private let first = Scene(seed: 1)
  private let second = Scene(seed: 2, level: 100)
  private let third = Scene(seed: 3, level: 140)

  @Test func `cuts are found at the first picture of the new shot`() {
    var reel = Reel()
    reel.add(first, 30)
    reel.add(second, 5)
    reel.add(third, 30)
    #expect(frames(reel.timed()) == [30, 35])
  }

  @Test(arguments: [2.0, 4, 8])
  func `a panning camera is not a cut`(percentOfWidthPerFrame: Double) {
    var reel = Reel()
    reel.add(first, 60, drift: percentOfWidthPerFrame / 100)
    #expect(frames(reel.timed()).isEmpty)
  }

  @Test(arguments: 1...4)
  func `a flash is not a cut`(length: Int) {
    var reel = Reel()
    reel.add(first, 30)
    for _ in 0..<length { reel.add(first.picture(x: 0.06).mapped { 200 + $0 / 5 }) }
    for number in 0..<30 { reel.add(first.picture(x: 0.06 + 0.002 * Double(number))) }
    #expect(frames(reel.timed()).isEmpty)
  }

  @Test(arguments: [1, 3, 5])
  func `a flash behind which another scene goes on is none`(length: Int) {
    var reel = Reel()
    reel.add(Scene(seed: 5, level: 80), 20)
    for _ in 0..<length { reel.add(second.picture(x: 0.06).mapped { 200 + $0 / 5 }) }
    reel.add(Scene(seed: 6, level: 80), 20)
    let found = frames(reel.timed())
    // One picture is no shot.
    #expect(length == 1 ? found.count == 1 : found == [20, 20 + length])
  }

  @Test func `a jump cut in a still camera is a cut`() {
    let room = first.picture()
    func person(at place: Double, _ number: Int) -> FootagePicture {
      let sway = 0.004 * Double(number % 3)
      return room.mixed(with: second.picture()) { x, y in
        (place + sway..<place + sway + 0.15).contains(x) && y > 0.3 ? 1 : 0
      }
    }
    var reel = Reel()
    for number in 0..<30 { reel.add(person(at: 0.2, number)) }
    for number in 0..<30 { reel.add(person(at: 0.6, number)) }
    #expect(frames(reel.timed()) == [30])
  }

  @Test(arguments: [8, 16, 32])
  func `a dissolve is one boundary inside its span`(length: Int) throws {
    var reel = Reel()
    reel.add(first, 40)
    for number in 1...length {
      let share = Double(number) / Double(length + 1)
      reel.add(
        first.picture(x: 0.08).mixed(with: second.picture()) { _, _ in share })
    }
    reel.add(second, 40)
    let found = boundaries(reel.timed())
    try #require(found.count == 1)
    #expect(found[0].kind == .dissolve)
    #expect((40..<40 + length).contains(found[0].time.frame(at: Rational(25))))
  }

  @Test(arguments: [16, 235] as [UInt8], [1, 30])
  func `a fade through one colour is one boundary`(code: UInt8, hold: Int) throws {
    var reel = Reel()
    reel.add(first, 40)
    for number in 1...12 {
      let share = Double(number) / 12
      reel.add(first.picture(x: 0.08).mixed(with: .plain(code)) { _, _ in share })
    }
    reel.add(.plain(code), times: hold)
    for number in 1...12 {
      let share = Double(number) / 12
      reel.add(FootagePicture.plain(code).mixed(with: second.picture()) { _, _ in share })
    }
    reel.add(second, 40)
    let found = boundaries(reel.timed())
    try #require(found.count == 1)
    #expect(found[0].kind == .fade)
    #expect((50...54 + hold).contains(found[0].time.frame(at: Rational(25))))
  }

  @Test func `long black between fades is a shot of its own`() {
    var reel = Reel()
    reel.add(first, 40)
    for number in 1...12 {
      let share = Double(number) / 12
      reel.add(first.picture(x: 0.08).mixed(with: .plain(16)) { _, _ in share })
    }
    reel.add(.plain(16), times: 100)
    for number in 1...12 {
      let share = Double(number) / 12
      reel.add(FootagePicture.plain(16).mixed(with: second.picture()) { _, _ in share })
    }
    reel.add(second, 40)
    let found = frames(reel.timed())
    #expect(found.count == 2)
    #expect(found.first.map { (49...52).contains($0) } == true)
    #expect(found.last.map { (150...156).contains($0) } == true)
  }

  @Test(arguments: ["left", "down", "circle"])
  func `a wipe is one boundary inside its span`(form: String) throws {
    var reel = Reel()
    reel.add(first, 40)
    let length = 16
    for number in 1...length {
      let share = Double(number) / Double(length + 1)
      reel.add(
        first.picture(x: 0.08).mixed(with: second.picture()) { x, y in
          let distance = ((x - 0.5) * (x - 0.5) + (y - 0.5) * (y - 0.5) * 0.316).squareRoot()
          let isNew: [String: Bool] = [
            "left": x > 1 - share, "down": y < share, "circle": distance < share * 0.58,
          ]
          return isNew[form] == true ? 1 : 0
        })
    }
    reel.add(second, 40)
    let found = boundaries(reel.timed())
    try #require(found.count == 1)
    #expect(found[0].kind == .wipe)
    #expect((40..<40 + length).contains(found[0].time.frame(at: Rational(25))))
  }

  @Test(arguments: [10, 25, 30, 50, 60, 120, 240])
  func `cuts are exact at any frame rate`(rate: Int) {
    // The new shot starts off the grid of pictures that thinning leaves.
    var reel = Reel()
    let drift = 0.05 / Double(rate)
    reel.add(first, rate + 1, drift: drift)
    reel.add(second, rate + 1, drift: drift)
    reel.add(third, rate, drift: drift)
    let found = frames(reel.timed(Rational(Int64(rate))), rate: Rational(Int64(rate)))
    #expect(found == [rate + 1, 2 * rate + 2])
  }

  @Test func `boundaries carry the pictures' own times`() {
    var reel = Reel()
    reel.add(first, 30)
    reel.add(second, 30)
    var random = SeededRandom(7)
    var ticks: Int64 = 0
    var pictures = reel.timed()
    for index in pictures.indices {
      pictures[index].time = MediaTime(ticks: ticks, timebase: Rational(1, 1000))
      ticks += Int64.random(in: 25...50, using: &random)
    }
    #expect(boundaries(pictures).map(\.time) == [pictures[30].time])
  }

  @Test(arguments: [0, 1, 2, 3])
  func `tiny footage has no cuts`(count: Int) {
    var reel = Reel()
    reel.add(first, count)
    #expect(frames(reel.timed()).isEmpty)
  }

  @Test func `pictures whose time does not rise are passed over`() {
    var reel = Reel()
    reel.add(first, 30)
    var pictures = reel.timed()
    var stray = second.picture()
    stray.time = pictures[10].time
    pictures.insert(stray, at: 20)
    #expect(boundaries(pictures).isEmpty)
  }

  @Test func `no boundary comes before the settled time`() {
    var reel = Reel()
    for number in 0..<6 { reel.add(Scene(seed: UInt64(number % 3 + 1)), 60 + number) }
    var detector = ShotDetector()
    var settled = MediaTime.zero
    var found = 0
    for picture in reel.timed() {
      let before = settled
      for boundary in detector.process(picture) {
        #expect(boundary.time >= before)
        found += 1
      }
      settled = detector.settledTime ?? .zero
      #expect(settled >= before)
      #expect(picture.time - settled < MediaTime(frame: 256, rate: Rational(25)))
    }
    #expect(found + detector.finish().count == 5)
  }

  private func boundaries(_ pictures: [FootagePicture]) -> [ShotBoundary] {
    var detector = ShotDetector()
    var found: [ShotBoundary] = []
    for picture in pictures { found += detector.process(picture) }
    return found + detector.finish()
  }

  private func frames(_ pictures: [FootagePicture], rate: Rational = Rational(25)) -> [Int] {
    boundaries(pictures).map { $0.time.frame(at: rate) }
  }
}
