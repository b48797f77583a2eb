// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@testable import Media

struct CivilDateTests {
  @Test(
    arguments: [
      (0, CivilDate(year: 1970, month: 1, day: 1)), (-1, CivilDate(year: 1969, month: 12, day: 31)),
      (11_016, CivilDate(year: 2000, month: 2, day: 29)),
      (47_541, CivilDate(year: 2100, month: 3, day: 1)),
      (-719_469, CivilDate(year: 0, month: 2, day: 29)),
    ])
  func `a day has its date`(number: Int, date: CivilDate) {
    #expect(CivilDate(day: number) == date)
    #expect(date.dayNumber == number)
  }

  @Test func `every day of two centuries is the one that Foundation finds`() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    for number in stride(from: -36_500, to: 73_000, by: 17) {
      let parts = calendar.dateComponents(
        [.year, .month, .day], from: Date(timeIntervalSince1970: Double(number) * 86_400))
      let date = CivilDate(day: number)
      #expect(date.year == parts.year && date.month == parts.month && date.day == parts.day)
      #expect(date.dayNumber == number)
    }
  }

  @Test func `a day that a month does not have counts on`() {
    #expect(CivilDate(day: CivilDate(year: 2026, month: 2, day: 30).dayNumber).month == 3)
  }
}
