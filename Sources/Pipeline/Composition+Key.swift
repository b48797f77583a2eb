// SPDX-License-Identifier: GPL-3.0-or-later

internal import Digest
internal import FoundationEssentials
internal import Media

extension Composition {
  /// SHA-256 over its JSON with sorted keys, marked, so that it is never taken for a file's.
  var contentKey: ContentKey {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let json = try? encoder.encode(self) else {
      preconditionFailure("numbers and words are JSON")
    }
    return ContentKey("composed-" + SHA256.hexadecimal(of: Array(json)))
  }
}
