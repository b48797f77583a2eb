// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc

/// A folder of its own for one test, removed afterwards.
package struct TemporaryFolder: ~Copyable {
  package let path: String

  package init() throws {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array((base + "/montaged-test-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { throw FolderError(errno: errno) }
    let end = template.firstIndex(of: 0) ?? template.endIndex
    path = String(decoding: template[..<end].map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit {
    _ = nftw(path, { entry, _, _, _ in entry.map { remove($0) } ?? 0 }, 16, FTW_DEPTH | FTW_PHYS)
  }

  package struct FolderError: Error {
    package let errno: Int32
  }
}
