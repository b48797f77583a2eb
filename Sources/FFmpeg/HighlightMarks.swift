// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg
internal import Glibc
package import Media

/// Moments that somebody marked on the camera while it recorded.
///
/// GoPro writes them as a box `HMMT` in `moov/udta`, which FFmpeg passes over: a count, then so many times in milliseconds,
/// all in 32 bits, big end first.
package enum HighlightMarks {
  /// The marks of a file in order, counted from its start; none where there are none, or where the file is no movie.
  package static func read(_ descriptor: Int32) -> [MediaTime] {
    var place = 0..<Int64.max
    for kind in ["moov", "udta", "HMMT"] {
      guard let inside = box(kind, in: place, of: descriptor) else { return [] }
      place = inside
    }
    let length = Int(clamping: min(Int64(mostMarks * 4 + 4), place.upperBound - place.lowerBound))
    let numbers = bytes(at: place.lowerBound, length, of: descriptor).numbers
    let times = Set(numbers.dropFirst().prefix(Int(numbers.first ?? 0)))
    return times.sorted().map { MediaTime(ticks: Int64($0), timebase: Rational(1, 1000)) }
  }

  /// Where the content of the first box of that kind lies; a box that runs past the end of the file ends there.
  private static func box(
    _ kind: String, in place: Range<Int64>, of descriptor: Int32
  ) -> Range<Int64>? {
    var start = place.lowerBound
    for _ in 0..<mostBoxes where place.upperBound - start >= 8 {
      let header = bytes(at: start, 16, of: descriptor)
      guard header.count >= 8 else { return nil }
      let isLong = header.numbers[0] == 1 && header.count == 16
      let headerLength: Int64 = isLong ? 16 : 8
      let length =
        isLong
        ? Int64(header.numbers[2]) << 32 | Int64(header.numbers[3]) : Int64(header.numbers[0])
      // None, or to the end of the file.
      guard length >= headerLength, length <= place.upperBound - start else { return nil }
      if header[4..<8].elementsEqual(kind.utf8) { return (start + headerLength)..<(start + length) }
      start += length
    }
    return nil
  }

  /// Fewer at the end of the file.
  private static func bytes(at offset: Int64, _ count: Int, of descriptor: Int32) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = max(pread(descriptor, buffer.baseAddress, count, off_t(offset)), 0)
    }
  }

  /// More boxes beside one another, and more marks, are nobody's camera.
  private static let mostBoxes = 1000
  private static let mostMarks = 1000
}

extension [UInt8] {
  /// What stands there as numbers of 32 bits, big end first.
  fileprivate var numbers: [UInt32] {
    stride(from: 0, to: count - 3, by: 4).map { start in
      self[start..<start + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
  }
}
