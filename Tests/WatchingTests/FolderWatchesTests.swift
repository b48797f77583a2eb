// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Linux
import TestSupport
import Testing

@testable import Watching

struct FolderWatchesTests {
  private let folder: TemporaryFolder
  private let tree: Tree
  private var root: Path { Path(folder.path) }

  init() throws {
    folder = try TemporaryFolder()
    tree = Tree(root: Path(folder.path))
    try tree.make("a/b/1.mp4", "a/2.mp4", "c/3.mp4")
  }

  private func watches(
    add: @escaping FolderWatches.Add = { (queue, path) throws(SystemError) in try queue.add(path) }
  ) -> FolderWatches {
    var watches = FolderWatches(root: root, add: add)
    for path in [Path(bytes: []), "a", "a/b", "c"] { watches.watch(path, at: .zero) }
    return watches
  }

  @Test func `reports name the file by its folder`() throws {
    var watches = watches()
    #expect(watches.count == 4 && watches.refusal == nil)
    try tree.make("a/b/new.mp4")
    let (news, rest) = (watches.news(), watches.news())
    #expect(news.closed == ["a/b/new.mp4"] && rest == FolderNews())
  }

  @Test func `nothing is heard from a dropped folder, nor does it cause a look at everything`()
    throws
  {
    var watches = watches()
    try tree.make("a/b/early.mp4")
    watches.drop("a")
    try tree.make("a/b/late.mp4", "a/late.mp4")
    let news = watches.news()
    #expect(news == FolderNews() && watches.count == 2)
  }

  @Test func `a folder under a new name reports by that name`() throws {
    var watches = watches()
    #expect(rename(folder.file("c"), folder.file("d")) == 0)
    _ = watches.news()
    watches.watch("d", at: .zero)
    watches.drop("c")
    try tree.make("d/new.mp4")
    let news = watches.news()
    #expect(news.closed == ["d/new.mp4"])
  }

  @Test func `a removed folder's watch is forgotten`() throws {
    var watches = watches()
    try Removal.removeFile(root.joining("c/3.mp4"))
    #expect(rmdir(folder.file("c")) == 0)
    let news = watches.news()
    #expect(news.renewed == ["c"] && !news.isEverything)
    #expect(watches.count == 3)
  }

  @Test(arguments: [ENOSPC, ENOMEM, EMFILE])
  func `a refusal is retried ever more rarely`(code: Int32) {
    let limit = Limit(code: code)
    var watches = watches(add: limit.add)
    #expect(watches.refusal?.retryAt == .seconds(60))
    #expect(watches.refusal?.reason.contains("fs.inotify") == (code == ENOSPC))
    // Until then the kernel is left alone.
    #expect(limit.calls == 1)
    let isEarly = watches.retry(at: .seconds(59))
    #expect(!isEarly)
    var now: Duration = .seconds(60)
    for pause in [120, 240, 480, 960, 1920, 3600, 3600] {
      let isDue = watches.retry(at: now)
      #expect(isDue)
      watches.watch("a", at: now)
      watches.finishRound()
      #expect(watches.refusal?.pause == .seconds(pause))
      now += .seconds(pause)
    }
    limit.lift()
    let isDue = watches.retry(at: now)
    #expect(isDue)
    watches.watch("a", at: now)
    watches.finishRound()
    #expect(watches.refusal == nil)
  }

  @Test func `a closed or vanished folder is no refusal`() {
    for code in [EACCES, ENOENT, ENOTDIR] {
      #expect(watches(add: Limit(code: code).add).refusal == nil)
    }
  }
}
