// SPDX-License-Identifier: GPL-3.0-or-later

@testable import Catalog
import Testing

struct DocumentTests {
  @Test func `keys are in order`() throws {
    let text = try Document.text(of: Keys(zebra: 1, ant: 2))
    #expect(text == "{\"ant\":2,\"zebra\":1}")
    #expect(Document.value(Keys.self, from: text) == Keys(zebra: 1, ant: 2))
  }

  @Test(arguments: [
    0.1, .leastNonzeroMagnitude, .greatestFiniteMagnitude, .infinity, -.infinity, -0.0,
  ])
  func `numbers come back to the last bit`(number: Double) throws {
    let text = try Document.text(of: [number])
    #expect(Document.value([Double].self, from: text)?.map(\.bitPattern) == [number.bitPattern])
  }

  @Test func `what is not a number stays so`() throws {
    let text = try Document.text(of: [Double.nan])
    #expect(Document.value([Double].self, from: text)?.first?.isNaN == true)
  }

  @Test func `another type is no value`() {
    #expect(Document.value(Int.self, from: "\"text\"") == nil)
  }
}

private struct Keys: Codable, Equatable {
  var zebra: Int
  var ant: Int
}
