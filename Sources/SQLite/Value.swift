// SPDX-License-Identifier: GPL-3.0-or-later

/// One value that SQLite stores, in its five storage classes.
package enum Value: Hashable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])

  package init(_ number: Int) { self = .integer(Int64(number)) }
  package init(_ number: Int64) { self = .integer(number) }
  package init(_ text: String) { self = .text(text) }
  package init(_ bytes: [UInt8]) { self = .blob(bytes) }

  /// Keeps the bits of a number above `Int64.max`, which SQLite has no type for.
  package init(bits number: UInt64) { self = .integer(Int64(bitPattern: number)) }
}

/// One row of a result, its values read by their place in the `SELECT`.
package struct Row: Hashable, Sendable {
  package let values: [Value]

  package init(_ values: [Value]) { self.values = values }

  package func integer(_ column: Int) throws(SQLiteError) -> Int64 {
    guard case .integer(let number) = values[column] else {
      throw .unexpected(values[column], column: column)
    }
    return number
  }

  package func text(_ column: Int) throws(SQLiteError) -> String {
    guard case .text(let text) = values[column] else {
      throw .unexpected(values[column], column: column)
    }
    return text
  }

  package func blob(_ column: Int) throws(SQLiteError) -> [UInt8] {
    guard case .blob(let bytes) = values[column] else {
      throw .unexpected(values[column], column: column)
    }
    return bytes
  }

  /// The number there, or nil where the column is null.
  package func optionalInteger(_ column: Int) throws(SQLiteError) -> Int64? {
    if case .null = values[column] { return nil }
    return try integer(column)
  }
}
