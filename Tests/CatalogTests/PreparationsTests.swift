// SPDX-License-Identifier: GPL-3.0-or-later

import Catalog
import TestSupport
import Testing

struct PreparationsTests {
  @Test func `what was done for a folder is known until it is forgotten, after opening again too`()
    throws
  {
    let folder = try TemporaryFolder()
    let (first, second) = (Array("/drop/a".utf8), [0xFF as UInt8])
    do {
      let cache = try openCache(in: folder)
      #expect(try cache.preparation(of: first) == nil)
      try cache.notePreparation(of: first, as: "one")
      try cache.notePreparation(of: second, as: "two")
      try cache.notePreparation(of: first, as: "three")
    }
    let cache = try openCache(in: folder)
    #expect(try cache.preparation(of: first) == "three")
    #expect(try cache.preparation(of: second) == "two")
    try cache.forgetPreparations()
    #expect(try cache.preparation(of: first) == nil)
  }
}
