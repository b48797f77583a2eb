// SPDX-License-Identifier: GPL-3.0-or-later

internal import Foundation
internal import Testing

/// JSON as it crosses the pipe to a worker and lies in the databases.
enum Coding {
  /// The value after a way there and back.
  static func roundTrip<Value: Codable>(_ value: Value) throws -> Value {
    try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
  }

  static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  static func value<Value: Decodable>(_ type: Value.Type, _ json: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(json.utf8))
  }

  /// Whether the text is refused as data, not by a trap.
  static func refuses<Value: Decodable>(_ type: Value.Type, _ json: String) -> Bool {
    do {
      _ = try value(type, json)
      return false
    } catch {
      return error is DecodingError
    }
  }
}
