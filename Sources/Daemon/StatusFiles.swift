// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc
package import Linux
package import Settings
package import Status

/// Writes a page into a folder where it tells something new; a share that cannot be written to stops nothing.
package struct StatusFiles: Sendable {
  private let folder: Path
  private let forms: StatusWish
  /// What the caller was told last, so as not to be told with every page.
  private var told: Int32?

  package init(folder: Path, as forms: StatusWish = .on) {
    self.folder = folder
    self.forms = forms
  }

  /// Replaces the files; a failure is thrown once, and again only after a success or for another reason.
  ///
  /// A file of the same name that somebody else wrote is left alone and counts as `EEXIST`.
  package mutating func write(_ page: FolderPage) throws(SystemError) {
    do throws(SystemError) {
      if forms.hasText { try replace(FolderPage.textName, page.text) }
      if forms.hasPages { try replace(FolderPage.htmlName, page.html) }
      told = nil
    } catch {
      guard error.errno != told else { return }
      told = error.errno
      throw error
    }
  }

  private func replace(_ name: String, _ text: String) throws(SystemError) {
    let path = folder.joining(name)
    let old = try standing(name)
    // An empty file is what a share that was full leaves.
    guard old.isEmpty || old.contains(FolderPage.mark) else {
      throw SystemError(errno: EEXIST, call: "rename", path: path)
    }
    // After a start most pages are as they should be.
    guard !FolderPage.isSame(old, text) else { return }
    // Who shares the folder by its group may remove or move the page.
    var file = try OutputFile.create(in: folder, permissions: 0o664)
    try file.write(Array(text.utf8))
    try file.publish(as: Array(name.utf8), replacing: true)
  }

  /// What has the name now; empty where nothing has.
  private func standing(_ name: String) throws(SystemError) -> String {
    do throws(SystemError) {
      let bytes = try OpenFile(Path(name), in: folder).bytes(at: 0, count: Self.pageLimit)
      return String(decoding: bytes, as: UTF8.self)
    } catch {
      guard error.isMissing else { throw error }
      return ""
    }
  }

  /// More than the largest page: 4 MiB.
  private static let pageLimit = 4 << 20
}
