// SPDX-License-Identifier: GPL-3.0-or-later

internal import FoundationEssentials

/// JSON as it crosses the pipe between parent and worker: one document a line.
package enum Wire {
  /// The longest line that either side accepts, in bytes: the measures of a ten-hour file fit.
  package static let longestLine = 64 * 1024 * 1024

  /// The value as JSON with sorted keys, ended by a newline.
  package static func line(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(value)) + [UInt8(ascii: "\n")]
  }

  /// The value that a line holds.
  package static func value<Value: Decodable>(of type: Value.Type, in line: [UInt8]) throws -> Value
  {
    try JSONDecoder().decode(type, from: Data(line))
  }
}
