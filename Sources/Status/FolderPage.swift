// SPDX-License-Identifier: GPL-3.0-or-later

/// One drop folder for the person who has only the folder: what goes on, what is finished, what is missing.
///
/// It tells nothing of other drop folders, whose readers may be other people.
package struct FolderPage: Sendable {
  /// What the page is called in the folder.
  package static let textName = "status.txt"
  package static let htmlName = "status.html"
  /// Stands in both files, so that nobody else's file of that name is taken for ours.
  package static let mark = "Written by montaged"

  let content: PageContent
  let written: String

  /// Times are ms since 1970.
  package init(
    folder: FolderStatus, service: ServiceStatus, now: Int64, utcOffsetMinutes: Int
  ) {
    // Always with the date: the page may be read long after it was written.
    let when = { LocalTime($0, utcOffsetMinutes: utcOffsetMinutes).full }
    content = PageContent(folder: folder, service: service, when: when)
    written = when(now)
  }
}
