// SPDX-License-Identifier: GPL-3.0-or-later

internal import CLinux
internal import Glibc

extension Path {
  /// The same place without links on the way; all of it must be there.
  package func resolved() throws(SystemError) -> Path {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    try check("realpath", at: self) { (path) -> Int32 in realpath(path, &buffer) == nil ? -1 : 0 }
    return Path(bytes: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)))
  }
}
