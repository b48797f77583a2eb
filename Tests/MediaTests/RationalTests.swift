// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import Testing

struct RationalTests {
  @Test(arguments: [
    (6, 4, 3, 2), (-6, 4, -3, 2), (6, -4, -3, 2), (-6, -4, 3, 2), (0, 7, 0, 1), (0, -7, 0, 1),
    (48_000, 1, 48_000, 1), (60_000, 2002, 30_000, 1001),
  ])
  func `a fraction is reduced, with the sign above`(
    top: Int64, bottom: Int64, up: Int64, down: Int64
  ) {
    let value = Rational(top, bottom)
    #expect(value.numerator == up)
    #expect(value.denominator == down)
  }

  @Test func `equal fractions are equal values`() {
    #expect(Rational(2, 4) == Rational(1, 2))
    #expect(Rational(2, 4).hashValue == Rational(1, 2).hashValue)
    #expect(Rational(2, 4) != Rational(2, 3))
  }

  @Test func `order is exact where doubles are equal`() {
    // 1/(2^62) apart: the same double.
    let large = Int64(1) << 62
    let (lower, higher) = (Rational(large - 1, large), Rational(large, large + 1))
    #expect(lower.value == higher.value)
    #expect(lower < higher)
    #expect(!(higher < lower))
    #expect(Rational(-1, 2) < Rational(-1, 3))
  }

  @Test func `inverse and product`() {
    #expect(Rational(30_000, 1001).inverse == Rational(1001, 30_000))
    #expect(Rational(-3, 2).inverse == Rational(-2, 3))
    #expect(Rational(2, 3) * Rational(9, 4) == Rational(3, 2))
  }

  @Test func `no denominator is a fault of the program`() async {
    await #expect(processExitsWith: .failure) { _ = Rational(1, 0) }
  }

  @Test(
    arguments: [
      ("30", Rational(30)), ("-5", Rational(-5)), ("30000/1001", Rational(30_000, 1001)),
      ("60/2", Rational(30)), ("-1/2", Rational(-1, 2)), ("29.97", Rational(30_000, 1001)),
      ("23.976", Rational(24_000, 1001)), ("23.98", Rational(24_000, 1001)),
      ("59.94", Rational(60_000, 1001)),
      ("119.88", Rational(120_000, 1001)), ("29.5", Rational(59, 2)), ("12.5", Rational(25, 2)),
      ("30.0", Rational(30)), ("0.5", Rational(1, 2)), ("-29.97", Rational(-2997, 100)),
    ] as [(String, Rational)])
  func `a rate is read as cameras mean it`(text: String, rate: Rational) {
    #expect(Rational(text) == rate)
  }

  @Test(arguments: [
    "", " ", "thirty", "30/0", "30/-1", "/30", "30/", "1/2/3", "nan", "inf", "-inf", "1e300", "3,5",
    "9223372036854775808", "9223372036854775807/2", "1/9223372036854775807", "2147483648",
  ])
  func `what is no rate, or one beyond 32 bits, is refused`(text: String) {
    #expect(Rational(text) == nil)
  }

  @Test(
    arguments: [
      (Rational(30), "30"), (Rational(30_000, 1001), "30000/1001"), (Rational(-1, 2), "-1/2"),
    ] as [(Rational, String)])
  func `text and JSON say the same`(value: Rational, text: String) throws {
    #expect(value.description == text)
    #expect(try Coding.json([value]) == "[\"\(text)\"]")
    #expect(try Coding.roundTrip([value]) == [value])
  }

  @Test(arguments: ["[\"1/0\"]", "[30]", "[null]", "[\"x\"]", "[{}]", "[\"1/4294967296\"]"])
  func `JSON that holds no fraction is refused`(json: String) {
    #expect(Coding.refuses([Rational].self, json))
  }
}
