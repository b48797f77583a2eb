// SPDX-License-Identifier: GPL-3.0-or-later

internal import Digest
package import FFmpeg
package import Media

/// Names the parameter sets of a coded stream: pieces join only when theirs are the same bytes.
package enum HouseID {
  /// Lower-case hexadecimal SHA-256 over the sets, each after its length.
  package static func of(_ sets: ParameterSets) -> String {
    var digest = SHA256()
    for unit in sets.units {
      digest.update([
        UInt8(truncatingIfNeeded: unit.count >> 8), UInt8(truncatingIfNeeded: unit.count),
      ])
      digest.update(unit)
    }
    return digest.hexadecimal()
  }

  /// The id that this machine's encoder gives to pieces of `format`.
  package static func current(for format: HouseFormat) throws(FFmpegError) -> String {
    let encoder = try HouseEncoder(format)
    guard let sets = ParameterSets(header: encoder.parameterSets) else {
      preconditionFailure("x264 writes its parameter sets into the header")
    }
    return of(sets)
  }
}
