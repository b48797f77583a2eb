// SPDX-License-Identifier: GPL-3.0-or-later

internal import Digest

/// Short names that stand for longer ones: the same on every machine, at every time.
package enum StableName {
  /// Twelve hexadecimal digits of the SHA-256 of `bytes`: enough to tell a million names apart.
  package static func digest(of bytes: [UInt8]) -> String {
    String(SHA256.hexadecimal(of: bytes).prefix(12))
  }
}
