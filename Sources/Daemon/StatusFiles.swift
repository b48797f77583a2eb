// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc
package import Linux
package import Status

/// Writes a drop folder's page into the folder; a share that cannot be written to stops nothing.
package struct StatusFiles: Sendable {
  private let folder: Path
  /// What the caller was told last, so as not to be told with every page.
  private var told: Int32?

  package init(folder: Path) { self.folder = folder }

  /// Replaces both files; a failure is thrown once, and again only after a success or for another reason.
  ///
  /// A file of the same name that somebody else wrote is left alone and counts as `EEXIST`.
  package mutating func write(_ page: FolderPage) throws(SystemError) {
    do throws(SystemError) {
      try replace(FolderPage.textName, page.text)
      try replace(FolderPage.htmlName, page.html)
      told = nil
    } catch {
      guard error.errno != told else { return }
      told = error.errno
      throw error
    }
  }

  private func replace(_ name: String, _ text: String) throws(SystemError) {
    let path = folder.joining(name)
    guard try isOurs(name) else {
      throw SystemError(errno: EEXIST, call: "rename", path: path)
    }
    // Who shares the folder by its group may remove or move the page.
    var file = try OutputFile.create(in: folder, permissions: 0o664)
    try file.write(Array(text.utf8))
    try file.publish(as: Array(name.utf8), replacing: true)
  }

  /// Whether nothing has the name, or a page of ours.
  private func isOurs(_ name: String) throws(SystemError) -> Bool {
    do throws(SystemError) {
      let file = try OpenFile(Path(name), in: folder)
      // An empty file is what a share that was full leaves.
      let start = try file.bytes(at: 0, count: Self.pageLimit)
      return start.isEmpty || Self.holds(start, Array(FolderPage.mark.utf8))
    } catch {
      guard error.isMissing else { throw error }
      return true
    }
  }

  /// More than the largest page: 4 MiB.
  private static let pageLimit = 4 << 20

  private static func holds(_ text: [UInt8], _ word: [UInt8]) -> Bool {
    guard text.count >= word.count else { return false }
    return (0...(text.count - word.count)).contains { text[$0...].starts(with: word) }
  }
}
