// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import Testing

struct ContentKeyTests {
  @Test func `a key is its text, everywhere`() throws {
    let key = ContentKey("00ff")
    #expect(key.description == "00ff")
    #expect(try Coding.json([key]) == "[\"00ff\"]")
    #expect(try Coding.roundTrip([key]) == [key])
    #expect(ContentKey("00ff") == key)
    #expect(Set([key, ContentKey("00ff"), ContentKey("00fe")]).count == 2)
  }

  @Test func `keys have an order, so that plans do not depend on dictionaries`() {
    #expect(
      [ContentKey("b"), ContentKey("0"), ContentKey("a")].sorted().map(\.text) == ["0", "a", "b"])
  }

  @Test(arguments: ["[1]", "[null]", "[{\"text\":\"a\"}]"])
  func `JSON that is no text is refused`(json: String) {
    #expect(Coding.refuses([ContentKey].self, json))
  }
}
