// SPDX-License-Identifier: GPL-3.0-or-later

import Resources
import Testing

struct PressureTests {
  @Test func `reads both lines`() {
    let text = """
      some avg10=1.23 avg60=0.50 avg300=0.00 total=123456
      full avg10=0.10 avg60=0.00 avg300=100.00 total=99
      """
    #expect(
      Pressure(text)
        == Pressure(
          some: Pressure.Stall(average10: 1.23, average60: 0.5, average300: 0),
          full: Pressure.Stall(average10: 0.1, average60: 0, average300: 100)))
  }

  @Test func `processors may have no full line`() throws {
    let pressure = try #require(Pressure("some avg10=0.00 avg60=0.00 avg300=0.00 total=0\n"))
    #expect(pressure.full == nil)
  }

  @Test func `the worse of two is the larger of each`() {
    let left = Pressure(some: .init(average10: 1, average60: 9, average300: 0), full: nil)
    let right = Pressure(
      some: .init(average10: 5, average60: 2, average300: 0),
      full: .init(average10: 3, average60: 0, average300: 0))
    #expect(
      Pressure.worse(left, right)
        == Pressure(
          some: .init(average10: 5, average60: 9, average300: 0),
          full: .init(average10: 3, average60: 0, average300: 0)))
    #expect(Pressure.worse(left, nil) == left)
    #expect(Pressure.worse(nil, nil) == nil)
  }

  @Test(arguments: [
    "", "some", "some avg10=nan avg60=0 avg300=0", "some avg10=-1 avg60=0 avg300=0",
    "some avg10=101 avg60=0 avg300=0", "full avg10=0 avg60=0 avg300=0",
    "some avg10 avg60 avg300", "some avg10=1=2 avg60=0 avg300=0",
  ])
  func `refuses what is no such file`(text: String) {
    #expect(Pressure(text) == nil)
  }
}
