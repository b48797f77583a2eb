// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc

extension Path {
  /// The running program's file, from `/proc/self/exe`.
  package static func ownExecutable() throws(SystemError) -> Path {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = try check("readlink") { readlink("/proc/self/exe", &bytes, bytes.count) }
    return Path(bytes: bytes.prefix(count).map(UInt8.init(bitPattern:)))
  }
}
