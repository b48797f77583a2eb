// SPDX-License-Identifier: GPL-3.0-or-later

import Catalog
import Media
import TestSupport
import Testing

struct PlacesTests {
  private let folder: TemporaryFolder
  private let cache: Cache
  private let key = MeasurementKey(content: clip, kind: "music", version: 1)
  private let drop = Array("/drop".utf8)

  init() throws {
    folder = try TemporaryFolder()
    cache = try openCache(in: folder)
    try cache.keepIdentities(boot: "b1")
  }

  private func file(device: UInt64) -> FileIdentity {
    FileIdentity(device: device, inode: 5, size: 1, modified: 2, changed: 3)
  }

  private func isKnown(device: UInt64) throws -> Bool {
    try cache.content(of: file(device: device)) != nil
  }

  @Test func `identities last as long as the boot, measurements for ever`() throws {
    try cache.remember(clip, of: file(device: 1))
    try cache.store(song, for: key)
    #expect(try cache.keepIdentities(boot: "b1"))
    #expect(try isKnown(device: 1))
    #expect(try openCache(in: folder).keepIdentities(boot: "b2") == false)
    #expect(try !isKnown(device: 1))
    #expect(try cache.measurement(MusicAnalysis.self, for: key) == song)
    try cache.remember(clip, of: file(device: 1))
    #expect(try cache.keepIdentities(boot: "b2"))
    #expect(try isKnown(device: 1))
  }

  @Test(
    arguments: [
      (1, 77, true),
      // Mounted anew, and another disk in its place.
      (1, 78, false), (9, 77, false),
    ] as [(UInt64, UInt64, Bool)])
  func `a device's identities last as long as its mount`(
    device: UInt64, mount: UInt64, isKept: Bool
  ) throws {
    try cache.keepIdentities(of: drop, device: 1, mount: 77)
    for device in [1, 2] as [UInt64] { try cache.remember(clip, of: file(device: device)) }
    #expect(try cache.keepIdentities(of: drop, device: device, mount: mount) == isKept)
    #expect(try isKnown(device: 1) == isKept)
    #expect(try isKnown(device: 2), "another disk")
    try cache.remember(clip, of: file(device: 1))
    #expect(try cache.keepIdentities(of: drop, device: device, mount: mount), "told once")
    #expect(try isKnown(device: 1))
  }

  @Test func `what was known of a device before its folder was is not trusted`() throws {
    try cache.remember(clip, of: file(device: 1))
    #expect(try !cache.keepIdentities(of: drop, device: 1, mount: 77))
    #expect(try !isKnown(device: 1))
  }

  @Test func `a second folder of the same mount forgets nothing`() throws {
    try cache.keepIdentities(of: drop, device: .max, mount: 77)
    try cache.remember(clip, of: file(device: .max))
    #expect(try cache.keepIdentities(of: [0xFF], device: .max, mount: 77))
    #expect(try isKnown(device: .max))
  }
}
