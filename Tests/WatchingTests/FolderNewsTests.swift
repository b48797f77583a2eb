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
    Report(IN_ATTRIB, "a/clip.mov"), Report(IN_CLOSE_WRITE, "a/montages/montage.cuts.yaml"),
    Report(IN_DELETE, "a/montages/montage.mp4"),
  ])
  func `a file that matters is asked for its status, and its folder is not read`(report: Report) {
    #expect(report.news.files == [report.path])
    #expect(report.news.folders == [] && report.news.renewed == [] && !report.news.isEverything)
  }

  @Test(arguments: [
    Report(IN_CREATE, "a/.nomedia"), Report(IN_DELETE, "a/PAUSE"), Report(IN_CREATE, "a/Pause"),
  ])
  func `a file that speaks for its folder has the folder read`(report: Report) {
    #expect(report.news.folders == ["a"])
    #expect(report.news.files == [] && report.news.renewed == [] && !report.news.isEverything)
  }

  @Test func `the marker matters in the drop folder itself only`() {
    #expect(Report(IN_DELETE, ".montaged-folder").news.folders == [Path(bytes: [])])
    #expect(Report(IN_DELETE, "a/.montaged-folder").news == FolderNews())
  }

  @Test(arguments: [
    Report(IN_CREATE, "a/.clip.mov.HQ0nyr"), Report(IN_MOVED_TO, "a/.montaged-0f.tmp"),
    Report(IN_MOVED_TO, "status.html"), Report(IN_MOVED_TO, "a/montages/montage.html"),
    Report(IN_MOVED_TO, "a/montages/montage.failed.txt"), Report(IN_CREATE | IN_ISDIR, "a/@eaDir"),
    Report(IN_CREATE | IN_ISDIR, "a/montages/previous"),
  ])
  func `clutter and our own results are no news`(report: Report) {
    #expect(report.news == FolderNews())
  }

  @Test(arguments: [
    Report(IN_CREATE | IN_ISDIR, "a/b"), Report(IN_MOVED_FROM | IN_ISDIR, "a/b"),
    Report(IN_MOVED_TO | IN_ISDIR, "a/b"),
  ])
  func `a folder that comes or goes is read anew, and the one above it`(report: Report) {
    #expect(report.news.renewed == ["a/b"])
    #expect(report.news.folders == ["a"] && !report.news.isEverything)
  }

  @Test(arguments: [IN_DELETE_SELF, IN_MOVE_SELF, IN_UNMOUNT, IN_IGNORED])
  func `the end of a folder is news for the one above it`(mask: Int32) {
    var news = FolderNews()
    news.add(InotifyEvent(watch: 1, mask: UInt32(bitPattern: mask)), in: "a/b")
    #expect(news.renewed == ["a/b"] && news.folders == ["a"] && !news.isEverything)
    var root = FolderNews()
    root.add(InotifyEvent(watch: 1, mask: UInt32(bitPattern: mask)), in: Path(bytes: []))
    #expect(root.isEverything)
  }

  @Test func `a folder whose permissions change is read again, watched or not`() {
    #expect(Report(IN_ATTRIB | IN_ISDIR, "a/b").news.folders == ["a/b"])
    var news = FolderNews()
    news.add(InotifyEvent(watch: 1, mask: UInt32(IN_ATTRIB | IN_ISDIR)), in: "a")
    #expect(news.folders == ["a"] && news.renewed == [])
  }

  @Test func `lost reports and unknown watches mean that everything may differ`() {
    for event in [InotifyEvent.overflow, InotifyEvent(watch: 7, mask: UInt32(IN_CREATE))] {
      var news = FolderNews()
      news.add(event, in: nil)
      #expect(news.isEverything)
    }
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
