// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Status

struct FolderStatusReadersTests {
  /// A project that everybody may read, and one that not everybody may.
  private var folder: FolderStatus {
    var open = Examples.project("open", [Examples.film(.done, output: "/srv/drop/open/a.mp4")])
    open.clips = Examples.clips(5, measured: 4, waiting: 1)
    var own = Examples.project("own/trip", [Examples.film(.rendering, progress: 0.5)])
    own.clips = Examples.clips(3, measured: 1, settling: 2)
    var folder = Examples.folder([open, own])
    folder.clips = Examples.clips(10, measured: 7, waiting: 1, settling: 2)
    folder.files = ["open/1.mp4", "own/trip/2.mp4", "own/trip2/3.mp4", "own2/4.mp4"].map {
      FileStatusLine(path: $0, state: .damaged)
    }
    folder.privateFolders = ["own"]
    return folder
  }

  @Test func `what not everybody may see is not told to all`() {
    let common = folder.common
    #expect(common.projects.map(\.path) == ["open"])
    #expect(common.files.map(\.path) == ["open/1.mp4", "own2/4.mp4"])
    #expect(common.clips == Examples.clips(7, measured: 6, waiting: 1))
    let page = Examples.page(common)
    #expect(page.html.contains("not everybody may read are not listed"))
    #expect(!page.html.contains("trip") && !page.text.contains("trip"))
    // Nor that something goes on there.
    var quiet = folder
    quiet.projects[1].montages[0].state = .done
    #expect(quiet.common == common)
  }

  @Test
  func
    `where all is private nobody is told to begin, and where nothing is, nobody is told of that`()
  {
    var folder = Examples.folder([
      Examples.project("own", [Examples.film(.done, output: "own/a.mp4")])
    ])
    folder.privateFolders = ["own"]
    let page = Examples.page(folder.common, .idle)
    #expect(
      page.html.contains("Nothing for everybody") && !page.html.contains("How to make a film"))
    folder.privateFolders = ["elsewhere"]
    #expect(folder.common.privateFolders == nil)
    #expect(!Examples.page(folder.common, .idle).html.contains("not everybody"))
  }

  @Test func `a project alone is a folder of its own`() throws {
    let alone = folder.alone(folder.projects[1])
    #expect(alone.path == "/srv/drop/own/trip")
    #expect(alone.projects.map(\.path) == [""])
    #expect(alone.clips == Examples.clips(3, measured: 1, settling: 2))
    #expect(alone.files.map(\.path) == ["2.mp4"])
    #expect(alone.common == alone)
    let page = Examples.page(alone)
    #expect(page.html.contains("<h1><bdi>trip</bdi></h1>") && page.html.contains("Making 1 film"))
    #expect(!page.html.contains("open"))
  }
}
