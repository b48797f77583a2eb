// SPDX-License-Identifier: GPL-3.0-or-later

/// A number of Matroska and WebM, whose first byte tells its length (RFC 8794, 4).
struct VariableNumber: Hashable {
  let length: Int
  /// Nil when all bits are set: the writer did not know.
  let value: Int64?

  init?(_ bytes: [UInt8], at offset: Int) {
    guard bytes.count > offset, bytes[offset] != 0 else { return nil }
    length = bytes[offset].leadingZeroBitCount + 1
    guard bytes.count >= offset + length else { return nil }
    let bits = 7 * length
    let mask: UInt64 = (1 << UInt64(bits)) - 1
    let number = bigEndian(bytes, at: offset, count: length) & mask
    value = number == mask ? nil : Int64(number)
  }
}

extension ContainerWalk {
  /// The header, then one segment that says how long it is once its writer is done.
  func matroska() throws(Failure) -> Completeness {
    let start = try read(0, 12)
    guard let header = VariableNumber(start, at: 4), let length = header.value else {
      return .unknown
    }
    let (position, overflow) = length.addingReportingOverflow(Int64(4 + header.length))
    guard !overflow, position <= size else { return .missing(present: size, needed: .max) }
    let segment = try read(position, 12)
    guard segment.starts(with: [0x18, 0x53, 0x80, 0x67]) else {
      // Zeros: space still to be written. Anything else is none of our business.
      let isEmpty = segment.allSatisfy { $0 == 0 }
      return isEmpty ? .missing(present: position, needed: size) : .unknown
    }
    guard let content = VariableNumber(segment, at: 4) else {
      return .incomplete(percent: 99)
    }
    guard let rest = content.value else { return .unknown }
    let (end, tooFar) = rest.addingReportingOverflow(position + Int64(4 + content.length))
    guard !tooFar, end <= size else {
      return .missing(present: size, needed: tooFar ? .max : end)
    }
    return .complete
  }
}
