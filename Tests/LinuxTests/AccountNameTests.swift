// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import Testing

struct AccountNameTests {
  @Test func `the names of every machine are known`() {
    #expect(AccountName.user(0) == "root")
    #expect(AccountName.group(0) == "root")
  }

  @Test func `a number that nobody has has no name`() {
    #expect(AccountName.user(3_999_999_999) == nil)
    #expect(AccountName.group(3_999_999_999) == nil)
  }
}
