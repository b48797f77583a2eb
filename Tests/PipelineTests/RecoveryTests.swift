// SPDX-License-Identifier: GPL-3.0-or-later

import Catalog
import Foundation
import Linux
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

  private func promise(digest: String) -> Promise {
    Promise(
      project: Path(folder.path).bytes, montage: "montage", plan: "p", temporaryName: "",
      finalName: "montage.mp4", byteCount: 4, digest: digest)
  }

  private func film(_ text: String) throws {
    let montages = folder.file("montages")
    try FileManager.default.createDirectory(atPath: montages, withIntermediateDirectories: true)
    try text.write(toFile: montages + "/montage.mp4", atomically: false, encoding: .utf8)
  }

  private func settled(film text: String?) throws -> Publication.State? {
    if let text { try film(text) }
    let sum = try Shell.run("sh", "-c", "printf film | sha256sum | cut -d ' ' -f 1")
    let digest = String(decoding: sum, as: UTF8.self).trimmingCharacters(in: .newlines)
    _ = try store.ledger.begin(promise(digest: digest), at: 1)
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
}
