// SPDX-License-Identifier: GPL-3.0-or-later

import Catalog
import Media
import TestSupport
import Testing

struct MeasurementsTests {
  let key = MeasurementKey(content: clip, kind: "footage", version: 3, parameters: "fine")

  @Test func `an analysis comes back equal, also after opening again`() throws {
    let folder = try TemporaryFolder()
    let music = MeasurementKey(content: clip, kind: "music", version: 1)
    do {
      let cache = try openCache(in: folder)
      try cache.store(trickyFootage, for: key)
      try cache.store(song, for: music)
      #expect(try cache.measurement(FootageAnalysis.self, for: key) == trickyFootage)
    }
    let cache = try openCache(in: folder)
    #expect(try cache.measurement(FootageAnalysis.self, for: key) == trickyFootage)
    #expect(try cache.measurement(MusicAnalysis.self, for: music) == song)
    #expect(cache.undecodableRows == 0)
  }

  @Test func `any other key is a miss`() throws {
    let folder = try TemporaryFolder()
    let cache = try openCache(in: folder)
    try cache.store(song, for: key)
    let others = [
      MeasurementKey(content: otherClip, kind: "footage", version: 3, parameters: "fine"),
      MeasurementKey(content: clip, kind: "music", version: 3, parameters: "fine"),
      MeasurementKey(content: clip, kind: "footage", version: 4, parameters: "fine"),
      MeasurementKey(content: clip, kind: "footage", version: 3, parameters: "coarse"),
      MeasurementKey(content: clip, kind: "footage", version: 3),
    ]
    for other in others {
      #expect(try cache.measurement(MusicAnalysis.self, for: other) == nil)
    }
    #expect(try cache.measurement(MusicAnalysis.self, for: key) == song)
  }

  @Test func `a newer version replaces the older one, other parameters stay`() throws {
    let folder = try TemporaryFolder()
    let cache = try openCache(in: folder)
    var coarse = key
    coarse.parameters = "coarse"
    try cache.store(song, for: key)
    try cache.store(song, for: coarse)
    var newer = key
    newer.version = 4
    try cache.store(song, for: newer)
    #expect(try cache.measurement(MusicAnalysis.self, for: key) == nil)
    #expect(try cache.measurement(MusicAnalysis.self, for: newer) == song)
    #expect(try cache.measurement(MusicAnalysis.self, for: coarse) == song)
  }

  @Test func `equal values are equal bytes, readable by any program`() throws {
    let folder = try TemporaryFolder()
    let cache = try openCache(in: folder)
    try cache.store(song, for: key)
    let query = "SELECT document FROM measurement"
    let first = try sqlite(cache.path, query)
    try cache.store(song, for: key)
    #expect(try sqlite(cache.path, query) == first)
    let tempo = "SELECT json_extract(document, '$.tempo') FROM measurement"
    #expect(try sqlite(cache.path, tempo) == "120")
  }

  @Test(arguments: ["", "{}", "{\"tempo\": 1", "[1, 2]"])
  func `a document that does not decode is a miss, counted and dropped`(document: String) throws {
    let folder = try TemporaryFolder()
    let cache = try openCache(in: folder)
    try cache.store(song, for: key)
    try sqlite(cache.path, "UPDATE measurement SET document = '\(document)'")
    #expect(try cache.measurement(MusicAnalysis.self, for: key) == nil)
    #expect(cache.undecodableRows == 1)
    #expect(try cache.measuredContents(kind: "footage", version: 3, parameters: "fine").isEmpty)
  }

  @Test func `lists what is measured, so that the rest is known to be missing`() throws {
    let folder = try TemporaryFolder()
    let cache = try openCache(in: folder)
    try cache.store(song, for: MeasurementKey(content: clip, kind: "music", version: 2))
    try cache.store(song, for: MeasurementKey(content: otherClip, kind: "music", version: 2))
    try cache.store(song, for: MeasurementKey(content: clip, kind: "footage", version: 2))
    #expect(try cache.measuredContents(kind: "music", version: 2) == [clip, otherClip])
    #expect(try cache.measuredContents(kind: "music", version: 1) == [])
    try cache.removeMeasurements(of: clip)
    #expect(try cache.measuredContents(kind: "music", version: 2) == [otherClip])
    #expect(try cache.measuredContents(kind: "footage", version: 2) == [])
  }
}
