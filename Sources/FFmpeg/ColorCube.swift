// SPDX-License-Identifier: GPL-3.0-or-later

/// A table of colours as grading programs write it (`.cube`), read within bounds.
///
/// Lines hold three numbers each, red changing fastest, after keywords: `LUT_3D_SIZE n`, and at will `TITLE`,
/// `DOMAIN_MIN`, `DOMAIN_MAX`, `LUT_3D_INPUT_RANGE`. What follows `#` is a comment.
package struct ColorCube: Hashable, Sendable {
  /// Entries along each side.
  package private(set) var size = 0
  /// Red, green and blue, 0 to 1, of each entry.
  private var entries: [SIMD3<Float>] = []
  private var lowest = SIMD3<Float>(repeating: 0)
  private var highest = SIMD3<Float>(repeating: 1)

  /// Sides that programs write; 65 is the largest in use.
  package static let sizes = 2...65
  /// Bytes: 65 to the third power lines of three long numbers.
  package static let longestFile = 16 << 20

  /// Why a text is no such table; the number is its line's.
  package enum Fault: Error, Hashable, Sendable, CustomStringConvertible {
    case tooLong
    case line(Int)
    case oneDimensional
    case size
    case entries(Int, wanted: Int)

    package var description: String {
      switch self {
      case .tooLong: "longer than 16 MiB"
      case .line(let number): "line \(number) is not understood"
      case .oneDimensional: "a table in one dimension; export a 3D LUT"
      case .size: "it lacks a line LUT_3D_SIZE from 2 to 65"
      case .entries(let count, let wanted): "it has \(count) colours instead of \(wanted)"
      }
    }
  }

  /// Reads the bytes of a file.
  package init(_ bytes: [UInt8]) throws(Fault) {
    guard bytes.count <= Self.longestFile else { throw .tooLong }
    var number = 0
    let lines = bytes.split(omittingEmptySubsequences: false) { $0 == 10 || $0 == 13 }
    for line in lines {
      number += 1
      let words = Self.words(line)
      guard let first = words.first else { continue }
      if let isKnown = try keyword(first, words.dropFirst()) {
        guard isKnown else { throw .line(number) }
      } else {
        guard size > 0, entries.count < size * size * size, let entry = Self.triple(words[...])
        else { throw size == 0 ? .size : .line(number) }
        entries.append(entry)
      }
    }
    guard size > 0 else { throw .size }
    let wanted = size * size * size
    guard entries.count == wanted else { throw .entries(entries.count, wanted: wanted) }
  }

  /// False for a keyword with values that make no sense; nil for a line of numbers.
  private mutating func keyword(
    _ word: String, _ values: ArraySlice<String>
  ) throws(Fault) -> Bool? {
    switch word {
    case "TITLE": return true
    case "LUT_1D_SIZE": throw .oneDimensional
    case "LUT_3D_SIZE":
      guard size == 0, values.count == 1, let side = values.first.flatMap({ Int($0) }),
        Self.sizes.contains(side)
      else { throw .size }
      size = side
      entries.reserveCapacity(side * side * side)
      return true
    case "DOMAIN_MIN":
      guard let triple = Self.triple(values) else { return false }
      lowest = triple
    case "DOMAIN_MAX":
      guard let triple = Self.triple(values) else { return false }
      highest = triple
    case "LUT_3D_INPUT_RANGE":
      let numbers = values.compactMap(Self.number)
      guard numbers.count == 2, values.count == 2 else { return false }
      lowest = SIMD3(repeating: numbers[0])
      highest = SIMD3(repeating: numbers[1])
    default: return nil
    }
    return entries.isEmpty && all(highest .> lowest + 1e-6)
  }

  /// What the table makes of a colour, all from 0 to 1: four neighbours by the shares of their tetrahedron.
  package func color(_ source: SIMD3<Float>) -> SIMD3<Float> {
    let place =
      ((source - lowest) / (highest - lowest)).clamped(
        lowerBound: SIMD3(repeating: 0), upperBound: SIMD3(repeating: 1)) * Float(size - 1)
    let low = SIMD3<Int>(truncatingIfNeeded: SIMD3<Int32>(place))
    let cell = low.clamped(lowerBound: .zero, upperBound: SIMD3(repeating: size - 2))
    let share = place - SIMD3<Float>(cell)
    // From the cell's darkest corner to its brightest, along the axes by their shares, the largest first.
    let axes = [0, 1, 2].sorted { share[$0] > share[$1] }
    var corner = cell
    var color = entry(corner) * (1 - share[axes[0]])
    for (place, axis) in axes.enumerated() {
      corner[axis] += 1
      let next = place < 2 ? share[axes[place + 1]] : 0
      color += entry(corner) * (share[axis] - next)
    }
    return color.clamped(lowerBound: SIMD3(repeating: 0), upperBound: SIMD3(repeating: 1))
  }

  private func entry(_ at: SIMD3<Int>) -> SIMD3<Float> {
    entries[(at.z * size + at.y) * size + at.x]
  }

  private static func words(_ line: ArraySlice<UInt8>) -> [String] {
    let text = line.prefix { $0 != UInt8(ascii: "#") }
    return text.split { $0 == 32 || $0 == 9 }.map { String(decoding: $0, as: UTF8.self) }
  }

  private static func triple(_ words: ArraySlice<String>) -> SIMD3<Float>? {
    let numbers = words.compactMap(number)
    return numbers.count == 3 && words.count == 3
      ? SIMD3(numbers[0], numbers[1], numbers[2]) : nil
  }

  /// Decimal numbers only: other spellings that Swift knows, such as `nan`, are no colours.
  private static func number(_ word: String) -> Float? {
    guard word.utf8.allSatisfy({ (43...57).contains($0) || $0 == 101 || $0 == 69 }),
      let value = Float(word), abs(value) <= largest
    else { return nil }
    return value
  }

  /// Tables for high dynamic range reach a hundred times white.
  private static let largest: Float = 1000
}
