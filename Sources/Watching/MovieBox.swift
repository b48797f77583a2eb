// SPDX-License-Identifier: GPL-3.0-or-later

/// The header of one box of MP4 or QuickTime (ISO/IEC 14496-12, 4.2).
struct MovieBox: Hashable {
  let kind: FourCharacters
  /// Bytes with the header; nil when the box goes on to the end of the file.
  let length: Int64?

  /// Nil for what cannot be a box: a name of other signs than letters, a length shorter than its own header.
  init?(_ bytes: [UInt8]) {
    guard bytes.count >= 8, let kind = FourCharacters(bytes, at: 4),
      bytes[4..<8].allSatisfy(Self.isLetter)
    else { return nil }
    self.kind = kind
    let short = Int64(bigEndian(bytes, at: 0, count: 4))
    switch short {
    case 0: length = nil
    case 1:
      guard bytes.count >= 16 else { return nil }
      let long = bigEndian(bytes, at: 8, count: 8)
      guard long >= 16, let value = Int64(exactly: long) else { return nil }
      length = value
    default:
      guard short >= 8 else { return nil }
      length = short
    }
  }

  /// Whether a file that begins so is a movie; old QuickTime files have no `ftyp`.
  static func isPlausible(_ start: [UInt8]) -> Bool {
    FourCharacters(start, at: 4).map(leading.contains) ?? false
  }

  /// Printable ASCII, and the copyright sign of QuickTime.
  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x20...0x7E).contains(byte) || byte == 0xA9
  }

  static let media = FourCharacters("mdat")
  static let movie = FourCharacters("moov")

  private static let leading = Set(
    (["ftyp", "styp", "moov", "mdat", "free", "skip", "wide", "pnot"] as [StaticString])
      .map { FourCharacters($0) })
}

extension ContainerWalk {
  /// Boxes must fill the file, and the one that says how to read it must be among them.
  func movie() throws(Failure) -> Completeness {
    var offset: Int64 = 0
    var hasMovie = false
    var hasMedia = false
    for _ in 0..<Self.longestWalk {
      guard size - offset >= 8 else {
        return hasMovie ? .complete : .incomplete(percent: 99)
      }
      guard let box = MovieBox(try read(offset, 16)), box.kind.value != 0 else {
        // With both, it is a camera's note behind the movie; else it is space still to be written.
        return hasMovie && hasMedia ? .complete : .missing(present: offset, needed: size)
      }
      if box.kind == MovieBox.movie { hasMovie = true }
      if box.kind == MovieBox.media { hasMedia = true }
      guard let length = box.length else {
        return hasMovie ? .complete : .incomplete(percent: 99)
      }
      guard length <= size - offset else {
        let (end, overflow) = offset.addingReportingOverflow(length)
        return .missing(present: size, needed: overflow ? .max : end)
      }
      offset += length
    }
    return .unknown
  }
}
