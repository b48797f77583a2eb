// SPDX-License-Identifier: GPL-3.0-or-later

/// Amounts of memory in people's words.
package enum Amount {
  /// In MiB, as `480M`: the form that the settings take too.
  package static func setting(_ bytes: Int64) -> String { "\(mebibytes(bytes))M" }

  /// In MB, rounded up.
  package static func text(_ bytes: Int64) -> String { "\(mebibytes(bytes)) MB" }

  private static func mebibytes(_ bytes: Int64) -> Int64 {
    let whole = max(0, bytes)
    return whole >> 20 + (whole & (1 << 20 - 1) == 0 ? 0 : 1)
  }
}
