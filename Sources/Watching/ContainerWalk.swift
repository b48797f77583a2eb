// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads the outermost structure of a media file to see whether all of it has arrived; no decoder is involved.
///
/// The bytes are a stranger's: every step moves forward, and the number of steps is bounded.
package struct ContainerWalk<Failure: Error> {
  /// Answers the bytes at an offset, fewer only at the end of the file.
  package typealias Read = (_ offset: Int64, _ count: Int) throws(Failure) -> [UInt8]

  let size: Int64
  let read: Read

  /// Walks a file of `size` bytes.
  package static func check(size: Int64, _ read: @escaping Read) throws(Failure) -> Completeness {
    let walk = ContainerWalk(size: size, read: read)
    let start = try read(0, 16)
    if MovieBox.isPlausible(start) { return try walk.movie() }
    if start.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) { return try walk.matroska() }
    if [.riff, .rifx, .rf64, .bw64].contains(FourCharacters(start, at: 0)) {
      return try walk.riff()
    }
    // A preallocated file whose writing has not begun.
    if size > 0, !start.isEmpty, start.allSatisfy({ $0 == 0 }) { return .incomplete(percent: 0) }
    return .unknown
  }

  /// Outermost elements to visit: an hour in fragments of a second has 7,200.
  static var longestWalk: Int { 10_000 }
}

/// A code of four bytes that names a box or chunk.
struct FourCharacters: Hashable {
  let value: UInt32

  init?(_ bytes: [UInt8], at offset: Int) {
    guard bytes.count >= offset + 4 else { return nil }
    value = UInt32(truncatingIfNeeded: bigEndian(bytes, at: offset, count: 4))
  }

  init(_ text: StaticString) {
    var value: UInt32 = 0
    for scalar in "\(text)".unicodeScalars { value = value << 8 | scalar.value & 0xFF }
    self.value = value
  }

  static let riff = FourCharacters("RIFF")
  static let rifx = FourCharacters("RIFX")
  static let rf64 = FourCharacters("RF64")
  static let bw64 = FourCharacters("BW64")
}

/// The number in `count` bytes, at most eight, of which the first weighs most.
func bigEndian(_ bytes: [UInt8], at offset: Int, count: Int) -> UInt64 {
  bytes.dropFirst(offset).prefix(count).reduce(0) { $0 << 8 | UInt64($1) }
}

/// The number in `count` bytes, at most eight, of which the last weighs most.
func littleEndian(_ bytes: [UInt8], at offset: Int, count: Int) -> UInt64 {
  bytes.dropFirst(offset).prefix(count).reversed().reduce(0) { $0 << 8 | UInt64($1) }
}
