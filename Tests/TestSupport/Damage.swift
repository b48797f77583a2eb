// SPDX-License-Identifier: GPL-3.0-or-later

internal import Foundation

/// Ways in which files on disk go bad.
package enum Damage {
  /// Overwrites everything after the first page of a database with noise.
  package static func scramble(_ path: String) throws {
    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    let end = try handle.seekToEnd()
    try handle.seek(toOffset: 4096)
    try handle.write(contentsOf: Data((4096..<end).map { UInt8(truncatingIfNeeded: $0 &* 151) }))
    try handle.close()
  }
}
