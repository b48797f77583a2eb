// SPDX-License-Identifier: GPL-3.0-or-later

/// Files in one, as `tar` reads it: the format `ustar` of POSIX.1-1988.
///
/// A header of 512 bytes stands before each file, numbers in it are octal digits; files are filled up to 512 bytes, and two
/// empty blocks end the archive.
package struct TarArchive: Sendable {
  private var blocks: [UInt8] = []
  /// In s since 1970, of all files.
  private let time: Int64

  package init(time: Int64) { self.time = time }

  /// Appends a file; `name` has 100 bytes at most.
  package mutating func add(_ name: String, _ content: [UInt8]) {
    precondition(name.utf8.count <= 100, "longer names need another format")
    blocks += header(name, size: content.count) + content
    blocks += [UInt8](repeating: 0, count: (Self.block - content.count % Self.block) % Self.block)
  }

  /// The whole archive.
  package var bytes: [UInt8] { blocks + [UInt8](repeating: 0, count: 2 * Self.block) }

  private func header(_ name: String, size: Int) -> [UInt8] {
    // Name, mode, user, group, size, time; the sum counts itself as blanks.
    let start =
      Self.text(name, 100) + Self.octal(0o600, 8) + Self.octal(0, 8) + Self.octal(0, 8)
      + Self.octal(size, 12) + Self.octal(Int(time), 12)
    // A plain file, no link; owners by name, which nobody needs to know.
    let end =
      Self.text("0", 1) + Self.text("", 100) + Self.text("ustar", 6) + Self.text("00", 2)
      + Self.text("root", 32) + Self.text("root", 32)
    let blank = [UInt8](repeating: UInt8(ascii: " "), count: 8)
    let sum = (start + blank + end).reduce(0) { $0 + Int($1) }
    let header = start + Self.octal(sum, 7) + [UInt8(ascii: " ")] + end
    return header + [UInt8](repeating: 0, count: Self.block - header.count)
  }

  private static func text(_ text: String, _ width: Int) -> [UInt8] {
    Array(text.utf8) + [UInt8](repeating: 0, count: width - text.utf8.count)
  }

  /// Digits, ended by NUL.
  private static func octal(_ number: Int, _ width: Int) -> [UInt8] {
    let digits = String(number, radix: 8)
    return text(String(repeating: "0", count: width - 1 - digits.utf8.count) + digits, width)
  }

  private static let block = 512
}
