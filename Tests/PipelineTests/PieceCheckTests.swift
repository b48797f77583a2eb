// SPDX-License-Identifier: GPL-3.0-or-later

import Catalog
import Foundation
import Linux
import Synchronization
import TestSupport
import Testing

@testable import Pipeline

@Suite(.serialized, .timeLimit(.minutes(3)))
struct PieceCheckTests {
  @Test func `sound pieces stay, damaged and missing ones are dropped, and the film comes again`()
    async throws
  {
    let room = try Workroom.measured("height: 180\nduration: 4\n")
    _ = try await room.make()
    let store = room.workshop.store
    let names = try store.cache.pieceNames().sorted()
    try #require(names.count >= 2)
    let check = PieceCheck(room.workshop)
    let first = try await check.run()
    #expect(first == PieceCheck.Outcome.of(sound: names.count))
    // One byte in the middle of the pictures: length and times say nothing.
    let path = store.pieceFolder.joining(names[0]).display
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    bytes[bytes.count / 2] ^= 0x55
    try bytes.write(to: URL(fileURLWithPath: path))
    try Directory.remove(store.pieceFolder.joining(names[1]))
    let second = try await check.run()
    #expect(second.damaged.map(\.file) == [names[0]] && second.missing == 1)
    #expect(second.sound == names.count - 2)
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(try await check.run() == PieceCheck.Outcome.of(sound: names.count - 2))
    let outcome = try await room.make()
    #expect(outcome.failed.isEmpty)
  }

  @Test func `it counts as it goes`() async throws {
    let room = try Workroom.measured("height: 180\nduration: 4\n")
    _ = try await room.make()
    let count = try room.workshop.store.cache.pieceNames().count
    let heard = Mutex<[[Int]]>([])
    _ = try await PieceCheck(room.workshop).run { done, all in
      heard.withLock { $0.append([done, all]) }
    }
    #expect(heard.withLock { $0 }.last == [count, count])
  }
}

extension PieceCheck.Outcome {
  fileprivate static func of(sound: Int) -> Self {
    var outcome = Self()
    outcome.sound = sound
    return outcome
  }
}
