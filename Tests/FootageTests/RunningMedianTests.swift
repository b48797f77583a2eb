// SPDX-License-Identifier: GPL-3.0-or-later

internal import Footage
internal import Testing

struct RunningMedianTests {
  @Test(arguments: [0.004, 0.02, 0.3, 1, 7, 40])
  func `the median is right to five per cent`(middle: Double) throws {
    var median = RunningMedian()
    for number in 1...101 { median.add(middle * Double(number) / 51) }
    let value = try #require(median.value)
    #expect(abs(value - middle) <= 0.05 * middle)
  }

  @Test func `nothing has no median`() {
    #expect(RunningMedian().value == nil)
  }

  @Test func `what lies outside the scale stays at its ends`() throws {
    var median = RunningMedian()
    median.add(0)
    #expect(median.value == 0.0005)
    median = RunningMedian()
    median.add(1e9)
    #expect(try #require(median.value) > 50)
  }
}
