// SPDX-License-Identifier: GPL-3.0-or-later

import SQLite
import Testing

struct OpenFailureTests {
  @Test(arguments: [
    (
      OpenFailure.foreign(applicationID: 5),
      "the file belongs to another program (application_id 5)"
    ),
    (.newer(version: 3, known: 1), "the file is of version 3, this program knows 1"),
    (.damaged(reason: "page 2"), "the file is damaged: page 2"),
    (.failed(SQLiteError(code: 14, message: "m", sql: "open x")), "open x: m (SQLite 14)"),
  ])
  func `says why in one sentence`(failure: OpenFailure, sentence: String) {
    #expect(failure.description == sentence)
  }
}
