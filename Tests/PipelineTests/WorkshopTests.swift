// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
internal import Foundation
internal import Linux
internal import Media
internal import Pipeline
internal import Testing
internal import Workers

struct WorkshopTests {
  @Test func `a workshop has a store and at least one worker`() throws {
    let throwaway = try ThrowawayPlaces()
    let workshop = try Workshop(throwaway.places)
    #expect(workshop.pool.width >= 1)
    #expect(workshop.pool.width <= Processors.count)
    #expect(try workshop.store.ledger.unfinished().isEmpty)
    #expect(try FileStatus.read(throwaway.places.cache.joining("pieces")).kind == .directory)
  }

  @Test func `the environment names what decodes`() {
    #expect(Hardware(environment: [:]) == .off)
    #expect(Hardware(environment: ["MONTAGED_HARDWARE": ""]) == .off)
    #expect(Hardware(environment: ["MONTAGED_HARDWARE": "vaapi"]) == .vaapi)
    #expect(Hardware(environment: ["MONTAGED_HARDWARE": "gpu"]) == nil)
  }

  @Test func `a throwaway store is the user's alone, and vanishes`() throws {
    var throwaway: ThrowawayPlaces? = try ThrowawayPlaces()
    let places = try #require(throwaway?.places)
    let folder = try #require(places.state.parent)
    let mode = try FileManager.default.attributesOfItem(atPath: folder.display)[.posixPermissions]
    #expect(mode as? Int == 0o700)
    do { _ = try Store(places) }
    throwaway = nil
    let error = #expect(throws: SystemError.self) { try FileStatus.read(folder) }
    #expect(error?.isMissing == true)
  }

  @Test func `two throwaway stores are two`() throws {
    let (first, second) = (try ThrowawayPlaces(), try ThrowawayPlaces())
    #expect(first.places != second.places)
  }
}
