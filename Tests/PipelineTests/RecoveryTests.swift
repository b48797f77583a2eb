// SPDX-License-Identifier: GPL-3.0-or-later

import Catalog
import Foundation
import Linux
import Media
import TestSupport
import Testing

@testable import Pipeline

struct RecoveryTests {
  private let folder: TemporaryFolder
  private let store: Store

  init() throws {
    folder = try TemporaryFolder()
    let root = Path(folder.path)
    store = try Store(StorePlaces(state: root.joining("state"), cache: root.joining("cache")))
  }

  private func promise(digest: String, temporaryName: String = "") -> Promise {
    Promise(
      project: Path(folder.path).bytes, montage: "montage", plan: "p",
      temporaryName: temporaryName,
      finalName: "montage.mp4", byteCount: 4, digest: digest)
  }

  private func film(_ text: String) throws {
    let montages = folder.file("montages")
    try FileManager.default.createDirectory(atPath: montages, withIntermediateDirectories: true)
    try text.write(toFile: montages + "/montage.mp4", atomically: false, encoding: .utf8)
  }

  /// Of `film`.
  private func digest() throws -> String {
    let sum = try Shell.run("sh", "-c", "printf film | sha256sum | cut -d ' ' -f 1")
    return String(decoding: sum, as: UTF8.self).trimmingCharacters(in: .newlines)
  }

  private func text(_ name: String) -> String? {
    try? String(contentsOfFile: folder.file("montages/" + name), encoding: .utf8)
  }

  private func settled(film text: String?) throws -> Publication.State? {
    if let text { try film(text) }
    _ = try store.ledger.begin(promise(digest: digest()), at: 1)
    let findings = try Recovery.run(on: store, at: 2)
    #expect(findings.kept.count + findings.lost.count == 1)
    #expect(try store.ledger.unfinished() == [])
    #expect(try Recovery.run(on: store, at: 3) == Recovery.Findings())
    return try store.ledger.last(project: Path(folder.path).bytes, name: "montage")?.state
  }

  @Test func `a promise whose film stands was kept`() throws {
    #expect(try settled(film: "film") == .done)
  }

  @Test(arguments: ["gilm", "filmfilm", nil])
  func `a promise was not kept when there is no film, or another`(film: String?) throws {
    #expect(try settled(film: film) == .failed)
  }

  @Test
  func `a film that was cut off before its rename gets its name, and its predecessor is kept`()
    throws
  {
    try film("before")
    try "film".write(
      toFile: folder.file("montages/.montaged-1.tmp"), atomically: false, encoding: .utf8)
    _ = try store.ledger.begin(promise(digest: digest(), temporaryName: ".montaged-1.tmp"), at: 1)
    let findings = try Recovery.run(on: store, at: 2)
    let place = Path(folder.path).joining("montages/montage.mp4")
    #expect(findings == Recovery.Findings(kept: [place]))
    #expect(text("montage.mp4") == "film")
    #expect(text(".montaged-1.tmp") == nil)
    let previous = try FileManager.default.contentsOfDirectory(
      atPath: folder.file("montages/previous"))
    #expect(previous.map { text("previous/" + $0) } == ["before"])
    #expect(try store.ledger.lastDone(project: Path(folder.path).bytes, name: "montage") != nil)
  }

  @Test(arguments: ["", "gilm", "filmfilm"])
  func `a temporary file that is another or half a film is not published`(text: String) throws {
    try film("before")
    try text.write(
      toFile: folder.file("montages/.montaged-1.tmp"), atomically: false, encoding: .utf8)
    _ = try store.ledger.begin(promise(digest: digest(), temporaryName: ".montaged-1.tmp"), at: 1)
    #expect(try Recovery.run(on: store, at: 2).lost.count == 1)
    #expect(self.text("montage.mp4") == "before")
  }

  @Test func `what another process is publishing is left to it`() throws {
    let montages = folder.file("montages")
    try FileManager.default.createDirectory(atPath: montages, withIntermediateDirectories: true)
    var output = try OutputFile.create(in: Path(montages))
    try output.write(Array("film".utf8))
    let name = Path.display(output.temporaryName)
    let id = try store.ledger.begin(promise(digest: digest(), temporaryName: name), at: 1)
    #expect(try Recovery.run(on: store, at: 2).open.count == 1)
    try output.publish(as: Array("montage.mp4".utf8), replacing: true)
    #expect(try Recovery.run(on: store, at: 2).open.count == 1)
    try store.ledger.complete(id, at: 3)
    withExtendedLifetime(output) {}
    #expect(try Recovery.run(on: store, at: 4) == Recovery.Findings())
  }

  @Test func `a share that is away is waited for, a month`() throws {
    var promise = promise(digest: try digest())
    promise.project = Path(folder.path).joining("away").bytes
    _ = try store.ledger.begin(promise, at: 1)
    let days: Int64 = 24 * 3_600_000
    #expect(try Recovery.run(on: store, at: 29 * days).open.count == 1)
    #expect(try store.ledger.unfinished().count == 1)
    #expect(try Recovery.run(on: store, at: 31 * days).lost.count == 1)
    #expect(try store.ledger.unfinished().isEmpty)
  }

  @Test func `analyses of dead processes are free, those of live ones are not`() throws {
    for (name, owner) in [("a", "gone 1 2"), ("b", ProcessIdentity.current.text)] {
      let key = MeasurementKey(content: ContentKey(name), kind: "analyze", version: 1)
      _ = try store.cache.claim(key, owner: owner, at: 1)
    }
    #expect(try Recovery.run(on: store, at: 2).cutOffAnalyses == 1)
    let states = try store.cache.attempts(kind: "analyze", version: 1).mapValues(\.state)
    #expect(states == [ContentKey("a"): .waiting, ContentKey("b"): .running])
  }
}
