// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import Testing

struct MediaTimeTests {
  private static let ntsc = Rational(30_000, 1001)

  @Test(
    arguments: [
      // 3/2 of a tick and its neighbours, on both sides of zero.
      (3, 1, 2, 2), (-3, -2, -1, -1), (1, 0, 1, 1), (-1, -1, 0, 0), (4, 2, 2, 2), (-4, -2, -2, -2),
      (0, 0, 0, 0),
    ] as [(Int64, Int64, Int64, Int64)])
  func `rounding goes down, to the nearest or up, below zero as above`(
    halves: Int64, down: Int64, nearest: Int64, up: Int64
  ) {
    let time = MediaTime(ticks: halves, timebase: Rational(1, 2))
    #expect(time.rescaled(to: Rational(1), rounding: .down).ticks == down)
    #expect(time.rescaled(to: Rational(1), rounding: .up).ticks == up)
    #expect(time.rescaled(to: Rational(1)).ticks == (halves > 0 ? up : nearest))
  }

  @Test func `a half goes to the later tick`() {
    #expect(MediaTime(ticks: 5, timebase: Rational(1, 10)).rescaled(to: Rational(1)).ticks == 1)
    #expect(MediaTime(ticks: -5, timebase: Rational(1, 10)).rescaled(to: Rational(1)).ticks == 0)
    #expect(MediaTime(ticks: -6, timebase: Rational(1, 10)).rescaled(to: Rational(1)).ticks == -1)
  }

  @Test(arguments: [Rational(24), Rational(25), Rational(30), Rational(60), ntsc])
  func `frames of hours of film do not drift`(rate: Rational) {
    for frame in [0, 1, 107_892, 1_000_003, 51_789_473] {
      let time = MediaTime(frame: frame, rate: rate)
      #expect(time.frame(at: rate) == frame)
      // Through microseconds and back: half a frame is far more than half a microsecond.
      #expect(time.rescaled(to: .microsecond).frame(at: rate) == frame)
      #expect(time.frame(at: rate, rounding: .up) == frame)
      #expect(time.frame(at: rate, rounding: .down) == frame)
    }
  }

  @Test func `30 NTSC frames last 1.001 seconds, exactly`() {
    #expect(
      MediaTime(frame: 30, rate: Self.ntsc) == MediaTime(ticks: 1001, timebase: Rational(1, 1000)))
  }

  @Test func `times of any base are equal when they are one moment`() {
    let first = MediaTime(ticks: 3, timebase: Rational(1, 2))
    let second = MediaTime(ticks: 135_000, timebase: Rational(1, 90_000))
    #expect(first == second)
    #expect(first.hashValue == second.hashValue)
    #expect(first < MediaTime(ticks: 135_001, timebase: Rational(1, 90_000)))
    #expect(MediaTime(ticks: -1, timebase: Rational(1, 2)) < .zero)
  }

  @Test func `order is exact where seconds as doubles are equal`() {
    let large = Int64(1) << 62
    let (early, late) = (
      MediaTime(ticks: large, timebase: .microsecond),
      MediaTime(ticks: large + 1, timebase: .microsecond)
    )
    #expect(early.seconds == late.seconds)
    #expect(early < late)
  }

  @Test func `sums are exact in one base and to the finer of two`() {
    let third = MediaTime(ticks: 1, timebase: Rational(1, 3))
    #expect(third + third + third == MediaTime(ticks: 1, timebase: Rational(1)))
    let sum = third + MediaTime(ticks: 1, timebase: Rational(1, 1000))
    #expect(sum.timebase == Rational(1, 1000))
    #expect(sum.ticks == 334)
    #expect(third - third == .zero)
    #expect((.zero - third).ticks == -333_333)
  }

  @Test(arguments: [Int64.min, .min + 1, .max - 1, .max])
  func `the ends of the range clamp instead of trapping`(ticks: Int64) {
    let coarsest = Rational(Int64(Int32.max), 1)
    let finest = Rational(1, Int64(Int32.max))
    let time = MediaTime(ticks: ticks, timebase: coarsest)
    let end: Int64 = ticks < 0 ? .min : .max
    #expect(time.rescaled(to: finest).ticks == end)
    #expect(time.frame(at: Rational(240)) == Int(end))
    #expect((time + time).ticks == end)
    #expect((time - (.zero - time)).ticks == end)
    #expect(time != MediaTime(ticks: ticks, timebase: finest))
    #expect(time == time)
    _ = time.hashValue
  }

  @Test func `seconds of a measurement become the nearest microsecond`() {
    #expect(MediaTime(seconds: 1.0000004).ticks == 1_000_000)
    #expect(MediaTime(seconds: -0.25) == MediaTime(ticks: -1, timebase: Rational(1, 4)))
    #expect(MediaTime(ticks: 90, timebase: Rational(1, 60)).seconds == 1.5)
  }

  @Test func `a time base that is not positive is a fault of the program`() async {
    await #expect(processExitsWith: .failure) { _ = MediaTime(ticks: 1, timebase: Rational(0)) }
    await #expect(processExitsWith: .failure) { _ = MediaTime(frame: 1, rate: Rational(-30)) }
  }

  @Test func `JSON keeps ticks and base`() throws {
    let time = MediaTime(ticks: -1001, timebase: Rational(1, 30_000))
    #expect(try Coding.json(time) == "[-1001,\"1/30000\"]")
    let back = try Coding.roundTrip(time)
    #expect(back.ticks == time.ticks)
    #expect(back.timebase == time.timebase)
  }

  @Test(arguments: [
    "[]", "[1]", "{}", "1", "[1,\"0\"]", "[1,\"-1/2\"]", "[1,\"1/0\"]", "[1.5,\"1\"]",
    "[null,\"1\"]",
    "[9223372036854775808,\"1\"]", "[1,\"1/4294967296\"]",
  ])
  func `JSON that is no time is refused`(json: String) {
    #expect(Coding.refuses(MediaTime.self, json))
  }
}
