// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Linux
import TestSupport
import Testing
import Workers

@testable import Pipeline

@Suite(.serialized)
struct VerifyingTests {
  private let room: Workroom
  private var verifying: Verifying { Verifying(room.workshop) }

  init() throws {
    room = try Workroom(
      clips: [.clock, .waves], song: Workroom.song(), config: "height: 180\nduration: 3\n",
      isMeasured: true)
  }

  private func make(_ wish: MontageMaker.Wish = .init()) async throws -> MontageResult {
    guard case .published(let results) = try await room.make(wish), let result = results.first
    else {
      throw CancellationError()
    }
    return result
  }

  private func verify() async throws -> Verifying.Verdict {
    try await verifying.verify("montage", in: room.folder)
  }

  private func verdict() throws -> Verifying.Verdict {
    try verifying.verdict(of: "montage", in: room.folder)
  }

  /// Overwrites a stretch in the middle of the film: it stays as long as it was.
  private func damage(_ name: String = "montage") throws {
    let file = try FileHandle(
      forWritingTo: URL(
        fileURLWithPath: room.tree.folder.file("project/montages/\(name).mp4")))
    try file.seek(toOffset: file.seekToEnd() * 6 / 10)
    try file.write(contentsOf: Data(repeating: 0xff, count: 3_000))
    try file.close()
  }

  @Test func `a film is verified once, and that is remembered until the next one`() async throws {
    #expect(try verdict() == .absent)
    #expect(try await verify() == .absent)
    _ = try await make()
    #expect(try verdict() == .pending)
    #expect(try await verify() == .sound)
    #expect(try verdict() == .sound)
    // No worker is asked again.
    room.workshop.pool.hold(true)
    #expect(try await verify() == .sound)
    room.workshop.pool.hold(false)
    _ = try await make()
    #expect(try verdict() == .pending)
  }

  @Test func `a damaged film is faulty, the first one of its plan is told apart`() async throws {
    _ = try await make()
    try damage()
    guard case .faulty(let fault, isFirst: true) = try await verify() else {
      Issue.record("not the first faulty film")
      return
    }
    #expect(fault.contains("decode"))
    #expect(try verdict() == .faulty(fault, isFirst: true))
    _ = try await make()
    try damage()
    guard case .faulty(_, isFirst: false) = try await verify() else {
      Issue.record("not the second faulty film")
      return
    }
  }

  @Test func `the films beside the first are looked into as well`() async throws {
    try room.tree.write("height: 180\nduration: 2\nvariants: 2\n", to: "project/montage.yaml")
    _ = try await make()
    #expect(try verdict() == .pending)
    try damage("montage-2")
    guard case .faulty(let fault, isFirst: true) = try await verify() else {
      Issue.record("not faulty")
      return
    }
    #expect(fault.hasPrefix("montage-2: "))
    #expect(try verdict() == .faulty(fault, isFirst: true))
    _ = try await make()
    try room.tree.remove("project/montages/montage-2.mp4")
    #expect(try await verify() == .sound)
  }

  @Test func `a film that somebody put there is none of ours`() async throws {
    _ = try await make()
    try room.tree.write("mine", to: "project/montages/montage.mp4")
    #expect(try await verify() == .absent)
    #expect(try verdict() == .pending)
  }

  @Test func `what was cut off is still to be done`() async throws {
    _ = try await make()
    room.workshop.pool.hold(true)
    let (verifying, place) = (verifying, room.folder)
    let task = Task { try await verifying.verify("montage", in: place) }
    task.cancel()
    await #expect(throws: (any Error).self) { try await task.value }
    room.workshop.pool.hold(false)
    #expect(try verdict() == .pending)
  }

  @Test func `a film that is made without old pieces encodes all of it`() async throws {
    for wish in ["", "title: Iceland\ntransitions: dissolve\n"] {
      try room.tree.write("height: 180\nduration: 3\n" + wish, to: "project/montage.yaml")
      _ = try await make()
      #expect(try await make().encodedFrames == 0)
      let again = try await make(.init(usesPieces: false))
      #expect(again.encodedFrames >= 90 && again.copiedFrames == 0, "\(wish)")
      #expect(try await make().encodedFrames == 0)
    }
  }
}
