// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc

extension Path {
  /// The folder from which relative paths lead; `shown`, the shell's name for it, when it is the same folder.
  ///
  /// The kernel knows it without the links by which somebody came there, but people know it with them.
  package static func workingFolder(shownAs shown: Path?) throws(SystemError) -> Path {
    if let shown, shown.isAbsolute,
      let there = try? FileStatus.read(shown, followingLinks: true),
      let here = try? FileStatus.read("."), there.device == here.device, there.inode == here.inode
    {
      return shown
    }
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    guard getcwd(&buffer, buffer.count) != nil else {
      throw SystemError(errno: Glibc.errno, call: "getcwd")
    }
    return Path(bytes: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)))
  }

  /// The same place by an absolute path, without `.`, `..` and empty names; links are not looked at.
  package func absolute(from folder: Path) -> Path {
    let whole = isAbsolute ? self : folder.joining(self)
    let names = whole.components.reduce(into: [[UInt8]]()) { names, name in
      switch name {
      case Array(".".utf8): break
      case Array("..".utf8): _ = names.popLast()
      default: names.append(name)
      }
    }
    return names.reduce("/") { $0.joining($1) }
  }
}
