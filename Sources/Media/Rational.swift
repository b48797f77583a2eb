// SPDX-License-Identifier: GPL-3.0-or-later

/// An exact fraction, kept reduced with a positive denominator: frame rates, time bases, aspect ratios.
package struct Rational: Hashable, Sendable {
  package let numerator: Int64
  package let denominator: Int64

  /// Reduces `numerator` / `denominator`; the denominator must not be zero.
  package init(_ numerator: Int64, _ denominator: Int64 = 1) {
    precondition(denominator != 0, "a rational needs a denominator")
    let divisor = greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    let sign: Int64 = denominator < 0 ? -1 : 1
    self.numerator = sign * numerator / Int64(max(divisor, 1))
    self.denominator = sign * denominator / Int64(max(divisor, 1))
  }

  package var value: Double { Double(numerator) / Double(denominator) }

  package var inverse: Rational {
    precondition(numerator != 0, "zero has no inverse")
    let sign = numerator.signum()
    return Rational(reduced: sign * denominator, sign * numerator)
  }

  private init(reduced numerator: Int64, _ denominator: Int64) {
    self.numerator = numerator
    self.denominator = denominator
  }

  package static func * (left: Rational, right: Rational) -> Rational {
    Rational(left.numerator * right.numerator, left.denominator * right.denominator)
  }
}

extension Rational: Comparable {
  package static func < (left: Rational, right: Rational) -> Bool {
    Int128(left.numerator) * Int128(right.denominator)
      < Int128(right.numerator) * Int128(left.denominator)
  }
}

extension Rational: CustomStringConvertible {
  package var description: String {
    denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)"
  }

  /// Parses `30`, `30000/1001` or a decimal number such as `29.97`, which means the exact NTSC rate.
  ///
  /// Terms have 32 bits, as FFmpeg's do: a product of ticks and two time bases then fits 128 bits.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 2, let top = Int32(parts[0]), let bottom = Int32(parts[1]), bottom > 0 {
      self.init(Int64(top), Int64(bottom))
    } else if let whole = Int32(text) {
      self.init(Int64(whole))
    } else if let decimal = Double(text), decimal.isFinite, abs(decimal) < 1_000_000 {
      self.init(approximating: decimal)
    } else {
      return nil
    }
  }

  /// The nearest of n/1001 (an NTSC rate) and n/1000, for rates written as decimals.
  package init(approximating decimal: Double) {
    let nominal = decimal.rounded(.up)
    let ntsc = nominal * 1000 / 1001
    if nominal > 0, abs(ntsc - decimal) < 0.005 {
      self.init(Int64(nominal) * 1000, 1001)
    } else {
      self.init(Int64((decimal * 1000).rounded()), 1000)
    }
  }
}

extension Rational: Codable {
  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let value = Rational(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "not a rational: \(text)"))
    }
    self = value
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

private func greatestCommonDivisor(_ first: UInt64, _ second: UInt64) -> UInt64 {
  var (larger, smaller) = (first, second)
  while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
  return larger
}
