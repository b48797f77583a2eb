// SPDX-License-Identifier: GPL-3.0-or-later

@testable import Catalog
import SQLite
import Testing

struct CatalogErrorTests {
  @Test(arguments: [
    (13, CatalogError.Fault.full), (5, .busy), (11, .damaged), (26, .damaged), (8, .denied),
    (14, .denied), (1034, .inputOutput), (1, .unexpected), (19, .unexpected),
  ])
  func `SQLite's codes become faults`(code: Int, fault: CatalogError.Fault) {
    let error = SQLiteError(code: Int32(code), message: "words", sql: "SELECT 1")
    let told = CatalogError(error, path: "/x/cache.db")
    #expect(told.fault == fault)
    #expect(told.description == "/x/cache.db: SELECT 1: words (SQLite \(code))")
    #expect(CatalogError(OpenFailure.failed(error), path: "/x/cache.db") == told)
  }
}
