// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Linux
import TestSupport
import Testing
import Watching

@testable import Pipeline

struct SettlingTests {
  private let folder: TemporaryFolder
  private let clip = Path("clip.mp4")

  init() throws {
    folder = try TemporaryFolder()
    try write("clip.mp4", bytes: 10)
    try write("montage.yaml", bytes: 0)
  }

  private func write(_ name: String, bytes: Int) throws {
    try Data(count: bytes).write(to: URL(fileURLWithPath: folder.file(name)))
  }

  private func files() throws -> [ScannedFile] { try FolderScan.run(Path(folder.path)).files }

  @Test func `a config settles in a second, a clip in ten, or in two after its closing`() throws {
    let files = try files()
    for (closed, clipSettles) in [([], 10), ([clip], 2)] as [(Set<Path>, Int)] {
      var settling = Settling(on: .local)
      let first = settling.observe(files, closed: closed, at: .zero) { _ in true }
      #expect(first.settled == [])
      #expect(first.next == .seconds(1))
      let second = settling.observe(files, closed: [], at: .seconds(1)) { _ in true }
      #expect(second.settled == [Path("montage.yaml")])
      #expect(second.next == .seconds(clipSettles))
      let third = settling.observe(files, closed: [], at: .seconds(clipSettles)) { _ in true }
      #expect(third.settled == [Path("montage.yaml"), clip])
      #expect(third.next == nil)
    }
  }

  @Test func `a container is walked once for each state of its file`() throws {
    var settling = Settling(on: .local)
    var walks = 0
    for second in [0, 10, 11, 30] {
      _ = settling.observe(try files(), closed: [], at: .seconds(second)) { file in
        walks += file.path == clip ? 1 : 0
        return true
      }
    }
    #expect(walks == 1)
    try write("clip.mp4", bytes: 20)
    for second in [40, 50] {
      _ = settling.observe(try files(), closed: [], at: .seconds(second)) { file in
        walks += file.path == clip ? 1 : 0
        return true
      }
    }
    #expect(walks == 2)
  }

  @Test func `a copy that broke off is given up after two minutes, one that grows again is not`()
    throws
  {
    var settling = Settling(on: .local)
    func look(_ second: Int) throws -> Settling.Look {
      settling.observe(try files(), closed: [], at: .seconds(second)) { $0.path != clip }
    }
    _ = try look(0)
    let first = try look(10)
    #expect(!first.settled.contains(clip))
    #expect(first.givenUp == [])
    #expect(try look(129).givenUp == [])
    #expect(try look(130).givenUp == [clip])
    // The copy goes on: nothing may use it now, whole or not.
    try write("clip.mp4", bytes: 20)
    let grown = try look(131)
    #expect(grown.givenUp == [])
    #expect(!grown.settled.contains(clip))
    #expect(try look(141).givenUp == [])
    #expect(try look(261).givenUp == [clip])
  }
}
