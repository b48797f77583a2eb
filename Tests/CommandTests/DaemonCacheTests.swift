// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

/// A daemon whose cache is taken away under it.
@Suite(.timeLimit(.minutes(5)))
struct DaemonCacheTests {
  private let film = "Trip/montages/montage.mp4"

  @Test(arguments: [DaemonMaterial.Warmth.measured, .made])
  func `a cache that is taken away is begun anew, and the next film comes`(
    warmth: DaemonMaterial.Warmth
  ) async throws {
    let material = try await DaemonMaterial.shared.value
    let daemon = try DaemonUnderTest(warmth, material)
    for clip in material.clips { try daemon.drop(material.file(clip), as: "Trip/\(clip)") }
    try daemon.drop(material.file("song.flac"), as: "Trip/song.flac")
    try await daemon.start()
    try daemon.write("", to: "Trip/montage.yaml")
    if warmth == .made {
      try await daemon.wait("the first film") { daemon.has(film) }
    } else {
      try await daemon.wait("encoding") { daemon.isWorking }
    }
    try FileManager.default.removeItem(atPath: daemon.cached(""))
    let first = try? daemon.inode(film)
    try daemon.write("duration: 4\n", to: "Trip/montage.yaml")
    try await daemon.wait("a film", seconds: 200) {
      (try? daemon.inode(film)).map { $0 != first } ?? false
        && daemon.has("Trip/montages/montage.html")
    }
    #expect(!daemon.has("Trip/montages/montage.failed.txt"))
    #expect(FileManager.default.fileExists(atPath: daemon.cached("cache.db")))
    #expect(daemon.lines("fail") == [])
    #expect(daemon.stop().status == 0)
  }
}
