// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Linux
import Testing
import Watching

struct FolderNewsTests {
  /// A report about `path`, whose folder is watched.
  struct Report: Sendable {
    let mask: UInt32
    let path: Path

    init(_ mask: Int32, _ path: Path) {
      self.mask = UInt32(bitPattern: mask)
      self.path = path
    }

    var news: FolderNews {
      var news = FolderNews()
      news.add(
        InotifyEvent(watch: 1, mask: mask, name: path.name),
        in: path.parent ?? Path(bytes: []))
      return news
    }
  }

  @Test(arguments: [
    Report(IN_CREATE, "a/clip.mov"), Report(IN_DELETE, "a/clip.mov"),
    Report(IN_ATTRIB, "a/clip.mov"), Report(IN_CREATE, "a/.nomedia"),
    Report(IN_CLOSE_WRITE, "a/montages/montage.cuts.yaml"), Report(IN_ATTRIB | IN_ISDIR, ""),
  ])
  func `files that matter are worth a scan`(report: Report) {
    #expect(report.news.isWorthScanning)
    #expect(!report.news.foldersChanged)
  }

  @Test(arguments: [
    Report(IN_CREATE, "a/.clip.mov.HQ0nyr"), Report(IN_MOVED_TO, "a/.montaged-0f.tmp"),
    Report(IN_MOVED_TO, "status.html"), Report(IN_MOVED_TO, "a/montages/montage.mp4"),
    Report(IN_CREATE | IN_ISDIR, "a/@eaDir"),
    Report(IN_CREATE | IN_ISDIR, "a/montages/previous"),
  ])
  func `clutter and our own results are not`(report: Report) {
    #expect(report.news == FolderNews())
  }

  @Test(arguments: [
    Report(IN_CREATE | IN_ISDIR, "a/b"), Report(IN_MOVED_FROM | IN_ISDIR, "a/b"),
    Report(IN_CREATE | IN_ISDIR, "a/montages"), Report(IN_DELETE_SELF, ""),
    Report(IN_UNMOUNT, ""), Report(IN_IGNORED, ""),
  ])
  func `folders that come and go change the watches`(report: Report) {
    #expect(report.news.isWorthScanning)
    #expect(report.news.foldersChanged)
  }

  @Test func `a loss of reports means everything may differ`() {
    var news = FolderNews()
    news.add(.overflow, in: nil)
    #expect(news.isWorthScanning && news.foldersChanged)
  }

  @Test func `the end of a watch we gave up ourselves is no news`() {
    var news = FolderNews()
    news.add(InotifyEvent(watch: 9, mask: UInt32(IN_IGNORED)), in: nil)
    #expect(news == FolderNews())
  }

  @Test func `closed and moved files are remembered by their path`() {
    var news = FolderNews()
    for mask in [IN_CREATE, IN_CLOSE_WRITE, IN_MOVED_TO] {
      news.add(
        InotifyEvent(
          watch: 1, mask: UInt32(mask), name: Array("\(mask).mp4".utf8)), in: "a")
    }
    #expect(news.closed == [Path("a/\(IN_CLOSE_WRITE).mp4"), Path("a/\(IN_MOVED_TO).mp4")])
  }
}
