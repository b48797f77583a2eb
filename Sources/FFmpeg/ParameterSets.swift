// SPDX-License-Identifier: GPL-3.0-or-later

/// The H.264 parameter sets of a codec header, in either of the two forms in which files carry them.
package struct ParameterSets: Hashable, Sendable {
  /// Sequence, then picture parameter sets, each without start code or length.
  package let units: [[UInt8]]

  /// Reads Annex B (start codes) or an avcC record; nil when the header is neither or holds no set.
  package init?(header: [UInt8]) {
    let found = header.first == 1 ? Self.record(header) : Self.startCodes(header)
    guard let units = found, !units.isEmpty else { return nil }
    self.units = units
  }

  /// ISO/IEC 14496-15, 5.2.4.1: five bytes, then counted lists of SPS and PPS with 16-bit lengths.
  private static func record(_ header: [UInt8]) -> [[UInt8]]? {
    var bytes = header.dropFirst(5)
    guard let first = list(&bytes, countMask: 0x1f), let second = list(&bytes, countMask: 0xff)
    else { return nil }
    return first + second
  }

  private static func list(_ bytes: inout ArraySlice<UInt8>, countMask: UInt8) -> [[UInt8]]? {
    guard let count = bytes.popFirst() else { return nil }
    var units: [[UInt8]] = []
    for _ in 0..<(count & countMask) {
      guard let high = bytes.popFirst(), let low = bytes.popFirst() else { return nil }
      let length = Int(high) << 8 | Int(low)
      guard bytes.count >= length else { return nil }
      units.append(Array(bytes.prefix(length)))
      bytes = bytes.dropFirst(length)
    }
    return units
  }

  private static func startCodes(_ header: [UInt8]) -> [[UInt8]]? {
    var units: [[UInt8]] = []
    var start: Int?
    var index = 0
    while index + 2 < header.count {
      guard header[index] == 0, header[index + 1] == 0, header[index + 2] == 1 else {
        index += 1
        continue
      }
      if let start { units.append(trimmed(header[start..<index])) }
      start = index + 3
      index += 3
    }
    if let start { units.append(trimmed(header[start...])) }
    return units
  }

  /// A four-byte start code leaves its first zero at the end of the unit before.
  private static func trimmed(_ unit: ArraySlice<UInt8>) -> [UInt8] {
    var unit = unit
    while unit.last == 0 { unit.removeLast() }
    return Array(unit)
  }
}
