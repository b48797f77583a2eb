// SPDX-License-Identifier: GPL-3.0-or-later

import Catalog
import Media
import TestSupport
import Testing

struct IdentitiesTests {
  let file = FileIdentity(
    device: .max, inode: 0x8000_0000_0000_0005, size: 5_000_000_000,
    modified: 1_790_000_000_123_456_789, changed: 1_790_000_000_123_456_790)

  @Test func `an unchanged file is known, also after opening again`() throws {
    let folder = try TemporaryFolder()
    do { try openCache(in: folder).remember(clip, of: file) }
    #expect(try openCache(in: folder).content(of: file) == clip)
  }

  @Test(arguments: [(1, 0, 0), (0, 1, 0), (0, 0, 1)] as [(Int64, Int64, Int64)])
  func `a file that changed by one is unknown`(size: Int64, modified: Int64, changed: Int64) throws
  {
    let folder = try TemporaryFolder()
    let cache = try openCache(in: folder)
    try cache.remember(clip, of: file)
    let other = FileIdentity(
      device: file.device, inode: file.inode, size: file.size + size,
      modified: file.modified + modified, changed: file.changed + changed)
    #expect(try cache.content(of: other) == nil)
    try cache.remember(otherClip, of: other)
    #expect(try cache.content(of: other) == otherClip)
    #expect(try cache.content(of: file) == nil, "an inode has one content")
  }

  @Test func `another inode or device is another file`() throws {
    let folder = try TemporaryFolder()
    let cache = try openCache(in: folder)
    try cache.remember(clip, of: file)
    var other = file
    other.inode = 5
    #expect(try cache.content(of: other) == nil)
    other = file
    other.device = 5
    #expect(try cache.content(of: other) == nil)
  }

  @Test func `identities are forgotten by device, or all`() throws {
    let folder = try TemporaryFolder()
    let cache = try openCache(in: folder)
    var other = file
    other.device = 2
    try cache.remember(clip, of: file)
    try cache.remember(otherClip, of: other)
    try cache.forgetIdentities(device: file.device)
    #expect(try cache.content(of: file) == nil)
    #expect(try cache.content(of: other) == otherClip)
    try cache.forgetIdentities()
    #expect(try cache.content(of: other) == nil)
  }
}
