// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import Testing

struct TimeRangeTests {
  private let range = TimeRange(start: MediaTime(seconds: 1), end: MediaTime(seconds: 3))

  @Test func `the start belongs to a range, the end does not`() {
    #expect(range.contains(MediaTime(seconds: 1)))
    #expect(range.contains(MediaTime(ticks: 5, timebase: Rational(1, 2))))
    #expect(!range.contains(MediaTime(seconds: 3)))
    #expect(!range.contains(MediaTime(seconds: 0.999999)))
    #expect(range.duration == MediaTime(seconds: 2))
  }

  @Test func `an empty range holds no time`() {
    let empty = TimeRange(start: .zero, end: .zero)
    #expect(!empty.contains(.zero))
    #expect(empty.duration == .zero)
  }

  @Test func `a range that ends before it starts is a fault of the program`() async {
    await #expect(processExitsWith: .failure) {
      _ = TimeRange(start: MediaTime(seconds: 1), end: .zero)
    }
  }

  @Test func `JSON keeps a range`() throws {
    #expect(try Coding.roundTrip(range) == range)
    #expect(
      try Coding.json(range)
        == "{\"end\":[3000000,\"1/1000000\"],\"start\":[1000000,\"1/1000000\"]}")
  }

  @Test(arguments: [
    "{}", "{\"start\":[0,\"1\"]}", "{\"start\":[1,\"1\"],\"end\":[0,\"1\"]}",
    "{\"start\":[3,\"1/2\"],\"end\":[1,\"1\"]}", "{\"start\":0,\"end\":1}",
  ])
  func `JSON that is no range is refused`(json: String) {
    #expect(Coding.refuses(TimeRange.self, json))
  }
}
