// SPDX-License-Identifier: GPL-3.0-or-later

/// A file's name as the kernel keeps it: bytes, not text, because `String` calls two different files equal.
package struct Path: Hashable, Sendable {
  package let bytes: [UInt8]

  package init(bytes: [UInt8]) { self.bytes = bytes }

  package init(_ text: String) { self.init(bytes: Array(text.utf8)) }

  package var isAbsolute: Bool { bytes.first == Self.separator }

  /// The names between the slashes, without empty ones.
  package var components: [[UInt8]] {
    bytes.split(separator: Self.separator).map(Array.init)
  }

  /// The last component; empty for the root.
  package var name: [UInt8] { components.last ?? [] }

  /// The path without its last component; nil for the root and for a single name.
  package var parent: Path? {
    var names = components
    guard names.popLast() != nil, isAbsolute || !names.isEmpty else { return nil }
    return Path(names, absolute: isAbsolute)
  }

  /// The path of `name` inside this one.
  package func joining(_ name: [UInt8]) -> Path {
    guard !bytes.isEmpty else { return Path(bytes: name) }
    guard !name.isEmpty else { return self }
    let slash = bytes.last == Self.separator ? [] : [Self.separator]
    return Path(bytes: bytes + slash + name)
  }

  /// The path of `name` inside this one.
  package func joining(_ name: String) -> Path { joining(Array(name.utf8)) }

  /// The path of `path` inside this one.
  package func joining(_ path: Path) -> Path { joining(path.bytes) }

  /// The names that lead from `folder` to this path; nil when it lies elsewhere, empty path when it is `folder`.
  package func relative(to folder: Path) -> Path? {
    let names = components
    let start = folder.components
    guard isAbsolute == folder.isAbsolute, names.starts(with: start) else { return nil }
    return Path(Array(names.dropFirst(start.count)), absolute: false)
  }

  /// Equal for names that differ only in case, or in how a system stores their accents.
  package var folded: String { String(decoding: bytes, as: UTF8.self).lowercased() }

  private init(_ names: [[UInt8]], absolute: Bool) {
    let joined = Array(names.joined(separator: [Self.separator]))
    bytes = absolute ? [Self.separator] + joined : joined
  }

  private static let separator = UInt8(ascii: "/")
}

extension Path: Comparable {
  /// Orders by bytes, so the order depends on no locale.
  package static func < (left: Path, right: Path) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}

extension Path: ExpressibleByStringLiteral {
  package init(stringLiteral text: String) { self.init(text) }
}

extension Path: CustomStringConvertible {
  package var description: String { display }

  /// The path for people: control characters and bytes that are not UTF-8 appear as `\xNN`.
  package var display: String { Path.display(bytes) }

  /// One name for people: control characters and bytes that are not UTF-8 appear as `\xNN`.
  package static func display(_ bytes: [UInt8]) -> String {
    var text = ""
    var rest = bytes[...]
    while !rest.isEmpty {
      let (scalar, length) = firstScalar(of: rest)
      if let scalar, isPrintable(scalar) {
        text.unicodeScalars.append(scalar)
      } else {
        rest.prefix(length).forEach { text += escape($0) }
      }
      rest = rest.dropFirst(length)
    }
    return text
  }

  /// The first character and its length; nil and 1 when the bytes are no UTF-8.
  private static func firstScalar(of bytes: ArraySlice<UInt8>) -> (Unicode.Scalar?, Int) {
    var decoder = Unicode.UTF8()
    var iterator = bytes.makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return (nil, 1) }
    return (scalar, Unicode.UTF8.width(scalar))
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    // Joiners belong to names in many scripts; a direction override, a format too, makes `gpj.exe` read as `exe.jpg`.
    case .format: scalar.value == 0x200C || scalar.value == 0x200D
    case .control, .lineSeparator, .paragraphSeparator, .surrogate: false
    default: true
    }
  }

  private static func escape(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return "\\x" + (digits.count < 2 ? "0" : "") + digits
  }
}
