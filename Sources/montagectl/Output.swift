// SPDX-License-Identifier: GPL-3.0-or-later

internal import FoundationEssentials
internal import Glibc
internal import Linux

/// Standard output and standard error of one command.
struct Output {
  let isJSON: Bool

  /// Text for people; nothing when a document was asked for.
  func say(_ text: String) {
    guard !isJSON else { return }
    write(text + "\n", to: STDOUT_FILENO)
  }

  /// The command's one document; `always` where it was asked for by another option.
  func document(_ value: some Encodable, always: Bool = false) throws {
    guard isJSON || always else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    write(String(decoding: try encoder.encode(value), as: UTF8.self) + "\n", to: STDOUT_FILENO)
  }

  /// One of several documents that follow each other, in a line of its own.
  func line(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    write(String(decoding: try encoder.encode(value), as: UTF8.self) + "\n", to: STDOUT_FILENO)
  }

  /// Lines on standard error, each with the program's name.
  func complain(_ text: String) {
    for line in text.split(separator: "\n") { write("montagectl: \(line)\n", to: STDERR_FILENO) }
  }

  /// A name for people: one line, whatever it holds.
  static func shown(_ name: String) -> String { Path.display(Array(name.utf8)) }

  private func write(_ text: String, to descriptor: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 || errno == EINTR else { return }
      rest = rest.dropFirst(max(count, 0))
    }
  }
}

/// A value that stands in a document as `null` when there is none: what documents hold does not depend on the material.
struct Nullable<Value: Encodable>: Encodable {
  let value: Value?

  init(_ value: Value?) { self.value = value }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let value { try container.encode(value) } else { try container.encodeNil() }
  }
}
