// SPDX-License-Identifier: GPL-3.0-or-later

internal import FoundationEssentials
internal import Glibc

/// Standard output and standard error of one command.
struct Output {
  let isJSON: Bool

  /// Text for people; nothing when a document was asked for.
  func say(_ text: String) {
    guard !isJSON else { return }
    write(text + "\n", to: STDOUT_FILENO)
  }

  /// The command's one document.
  func document(_ value: some Encodable) throws {
    guard isJSON else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    write(String(decoding: try encoder.encode(value), as: UTF8.self) + "\n", to: STDOUT_FILENO)
  }

  /// One line on standard error.
  func complain(_ text: String) { write("montagectl: \(text)\n", to: STDERR_FILENO) }

  private func write(_ text: String, to descriptor: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 || errno == EINTR else { return }
      rest = rest.dropFirst(max(count, 0))
    }
  }
}
