// SPDX-License-Identifier: GPL-3.0-or-later

// JSON is how values are kept; only Foundation has a coder, and FoundationEssentials is its small part.
internal import FoundationEssentials

/// A value as the JSON text that a row holds.
enum Document {
  static func text(of value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    // Equal values give equal bytes.
    encoder.outputFormatting = .sortedKeys
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: infinity, negativeInfinity: negativeInfinity, nan: notANumber)
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// The value, or nil when the text is no such value.
  static func value<Value: Decodable>(_ type: Value.Type, from text: String) -> Value? {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: infinity, negativeInfinity: negativeInfinity, nan: notANumber)
    return try? decoder.decode(type, from: Data(text.utf8))
  }

  private static let infinity = "inf"
  private static let negativeInfinity = "-inf"
  private static let notANumber = "nan"
}
