// SPDX-License-Identifier: GPL-3.0-or-later

extension ContainerWalk {
  /// One or, in long AVI files, several lists that each say how long they are.
  func riff() throws(Failure) -> Completeness {
    var offset: Int64 = 0
    for _ in 0..<Self.longestWalk {
      guard size - offset >= 12 else { return .complete }
      let header = try read(offset, 28)
      guard let kind = FourCharacters(header, at: 0), Self.lists.contains(kind) else {
        // Behind a whole list anything may follow, such as a tag.
        return .complete
      }
      guard let length = Self.length(kind, header) else { return .unknown }
      let (end, overflow) = offset.addingReportingOverflow(8 + length)
      guard !overflow, end <= size else {
        return .missing(present: size, needed: overflow ? .max : end)
      }
      // Lists begin at even offsets.
      offset = min(end + (end < size ? end % 2 : 0), size)
    }
    return .unknown
  }

  /// Bytes after the first eight; nil when the writer left it open.
  private static func length(_ kind: FourCharacters, _ header: [UInt8]) -> Int64? {
    let isBig = kind == .rifx
    let short =
      isBig ? bigEndian(header, at: 4, count: 4) : littleEndian(header, at: 4, count: 4)
    if kind == .rf64 || kind == .bw64 {
      guard FourCharacters(header, at: 12) == FourCharacters("ds64"), header.count == 28 else {
        return nil
      }
      // Beyond what a file can be: the sum that follows must not overflow.
      return Int64(clamping: min(littleEndian(header, at: 20, count: 8), UInt64(Int64.max) - 8))
    }
    return short == 0 || short == UInt64(UInt32.max) ? nil : Int64(short)
  }

  private static var lists: Set<FourCharacters> { [.riff, .rifx, .rf64, .bw64] }
}
