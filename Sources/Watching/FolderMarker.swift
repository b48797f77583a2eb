// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux

/// The hidden file that tells a drop folder from the empty mount point that its disk leaves behind.
enum FolderMarker {
  static let name = Array(".montaged-folder".utf8)

  /// What the marker says about the folder.
  enum Verdict: Hashable {
    /// The folder with this UUID; one that differs from the known one is another disk, as good as the first.
    case belongs(String)
    /// The folder is new, or somebody removed the marker and not the files.
    case lacks(String?)
    /// It may be a mount point without its disk.
    case bare
  }

  /// `known` is what the ledger has, `found` what lies in the folder.
  static func judge(known: String?, found: String?, isEmpty: Bool) -> Verdict {
    if let found { return .belongs(found) }
    return known != nil && isEmpty ? .bare : .lacks(known)
  }

  /// The UUID in the marker of `root`; nil when there is none or it holds something else.
  static func read(_ root: Path) -> String? {
    guard
      let bytes = try? FileDescriptor.openBeneath(root, Path(bytes: name)).read(count: longest)
    else { return nil }
    let words = bytes.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    guard let line = words.first, line.count == 36,
      line.allSatisfy({ isHexadecimal($0) || $0 == UInt8(ascii: "-") })
    else { return nil }
    return String(decoding: line, as: UTF8.self)
  }

  /// Puts the marker there; false where nothing can be written.
  static func write(_ uuid: String, to root: Path) -> Bool {
    do throws(SystemError) {
      let folder = try FileDescriptor.open(root, .directory)
      let file = try FileDescriptor.open(name, in: folder, .replacing(permissions: 0o664))
      try file.writeAll(Array("\(uuid)\n".utf8))
      try file.fsync()
      try Directory.sync(folder)
      return true
    } catch {
      return false
    }
  }

  /// A random UUID (version 4).
  static func newUUID() -> String {
    var random = SystemRandomNumberGenerator()
    let high = random.next() & ~0xF000 | 0x4000
    let low = random.next() & ~(3 << 62) | 2 << 62
    func digits(_ value: UInt64, _ bytes: Int) -> String {
      let text = String(value, radix: 16)
      return String(repeating: "0", count: 2 * bytes - text.count) + text
    }
    return [
      digits(high >> 32, 4), digits(high >> 16 & 0xFFFF, 2), digits(high & 0xFFFF, 2),
      digits(low >> 48, 2), digits(low & 0xFFFF_FFFF_FFFF, 6),
    ].joined(separator: "-")
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    Character(UnicodeScalar(byte)).isHexDigit
  }

  /// A UUID, a line end, and a little more to notice something else.
  private static let longest = 64
}
