// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import TestSupport
internal import Testing

@testable import Interchange

struct ABRollTests {
  /// Clips of ten frames each, from frame 100 of a file of their own on.
  private func roll(_ count: Int, _ transitions: Transition...) throws -> ABRoll {
    let clips = (0..<count).map { index in
      Clip(
        content: ContentKey("\(index)"), source: FrameSpan(start: 100, count: 10),
        timelineStart: index * 10)
    }
    return ABRoll(
      try Timeline(
        frameRate: Rational(25), clips: clips, soundtrack: nil, transitions: transitions))
  }

  /// As `file in-out @ start`.
  private func words(_ strips: [ABRoll.Strip]) -> [String] {
    strips.map { strip in
      let name =
        if case .file(let content) = strip.medium { content.text } else { "\(strip.medium)" }
      return "\(name) \(strip.frames.start)-\(strip.frames.end) @\(strip.start)"
    }
  }

  private func words(_ changes: [ABRoll.Change]) -> [String] {
    changes.map { "\($0.frames.start)-\($0.frames.end) \($0.isUpward ? "up" : "down")" }
  }

  @Test func `hard cuts need one track`() throws {
    let roll = try roll(3)
    #expect(words(roll.tracks[0]) == ["0 100-110 @0", "1 100-110 @10", "2 100-110 @20"])
    #expect(roll.tracks[1].isEmpty && roll.changes.isEmpty)
  }

  @Test func `through a dissolve both clips go on, on two tracks, and back by the next`() throws {
    let roll = try roll(
      4, Transition(cut: 10, kind: .dissolve, before: 2, after: 3),
      Transition(cut: 30, kind: .dissolve, before: 4, after: 0))
    #expect(words(roll.tracks[0]) == ["0 100-113 @0", "3 96-110 @26"])
    #expect(words(roll.tracks[1]) == ["1 98-110 @8", "2 100-110 @20"])
    #expect(words(roll.changes) == ["8-13 up", "26-30 down"])
  }

  @Test func `the colour of a dip lies on the other track, and the clips stay as they are`()
    throws
  {
    let roll = try roll(
      4, Transition(cut: 10, kind: .dip, before: 2, after: 3),
      Transition(cut: 20, kind: .dissolve, before: 1, after: 1),
      Transition(cut: 30, kind: .dipToWhite, before: 0, after: 2))
    #expect(words(roll.tracks[0]) == ["0 100-110 @0", "1 100-111 @10", "white 0-2 @30"])
    #expect(words(roll.tracks[1]) == ["black 0-5 @8", "2 99-110 @19", "3 100-110 @30"])
    #expect(words(roll.changes) == ["8-10 up", "10-13 down", "19-21 up", "30-32 up"])
  }

  @Test func `strips of a track never overlap, and each frame is covered`() throws {
    var draw = SeededRandom(printing: "two tracks")
    for _ in 0..<200 {
      let transitions = stride(from: 10, to: 80, by: 10).compactMap { cut -> Transition? in
        guard let kind = Transition.Kind.allCases.randomElement(using: &draw),
          Bool.random(using: &draw)
        else { return nil }
        return Transition(
          cut: cut, kind: kind, before: .random(in: 1...5, using: &draw),
          after: .random(in: 0...5, using: &draw))
      }
      let clips = (0..<8).map {
        Clip(
          content: ContentKey("\($0)"), source: FrameSpan(start: 100, count: 10),
          timelineStart: $0 * 10)
      }
      let roll = ABRoll(
        try Timeline(
          frameRate: Rational(25), clips: clips, soundtrack: nil, transitions: transitions))
      for strips in roll.tracks {
        for (before, after) in zip(strips, strips.dropFirst()) {
          #expect(before.end <= after.start, "\(transitions)")
        }
      }
      for frame in 0..<80 {
        let count = roll.tracks.joined().count { $0.start <= frame && frame < $0.end }
        let isChange = roll.changes.contains {
          $0.frames.start <= frame && frame < $0.frames.end
        }
        #expect(count == (isChange ? 2 : 1), "\(frame) \(transitions)")
      }
    }
  }
}
