// SPDX-License-Identifier: GPL-3.0-or-later

@testable import Interchange
internal import Media
internal import Testing

struct FilmTests {
  @Test func `a content is found as its file, a lost one keeps its key`() throws {
    let film = try Films.film()
    #expect(film.file(Films.first).path == "../DCIM/GX010023.MP4")
    #expect(film.file(ContentKey("ff")).path == "ff")
    #expect(film.file(ContentKey("ff")).duration == nil)
  }

  @Test(arguments: [("../DCIM/a.mp4", "a.mp4"), ("a.mp4", "a.mp4"), ("dir/", "dir"), ("", "")])
  func `the name is the path's last part`(path: String, name: String) {
    #expect(MediaFile(content: Films.first, path: path).name == name)
  }
}
