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
  let pictures: [String: String]

  /// Times are ms since 1970; `place` is the folder that the page lies in, when it is another one.
  ///
  /// `pictures` are JPEG files in base 64 by the path of the film that they stand for, from the page.
  package init(
    folder: FolderStatus, service: ServiceStatus, now: Int64, utcOffsetMinutes: Int,
    place: String? = nil, pictures: [String: String] = [:]
  ) {
    // Always with the date: the page may be read long after it was written.
    let when = { LocalTime($0, utcOffsetMinutes: utcOffsetMinutes).full }
    content = PageContent(
      folder: folder, service: service, place: place ?? folder.path, when: when)
    written = when(now)
    self.pictures = pictures
  }

  /// Whether two pages tell the same, whenever they were written.
  package static func isSame(_ page: String, _ other: String) -> Bool {
    let told = { (page: String) in page.split(separator: "\n").filter { !isTime($0) } }
    return told(page) == told(other)
  }

  /// The one line of a page that is always another.
  private static func isTime(_ line: Substring) -> Bool {
    line.hasPrefix(writtenWords) || line.hasPrefix("<p>" + writtenWords)
  }

  static let writtenWords = "Last written "
}
