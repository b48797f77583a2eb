// SPDX-License-Identifier: GPL-3.0-or-later

import Catalog
import Foundation
import Jobs
import Linux
import Media
import TestSupport
import Testing

@testable import Pipeline

struct SoundMakerTests {
  let room: Workroom
  let song: OpenFile
  let maker: SoundMaker

  init() throws {
    room = try Workroom(song: try Workroom.song())
    song = try room.open("song.wav")
    maker = SoundMaker(store: room.workshop.store, pool: room.workshop.pool)
  }

  private func timeline(from start: Double = 0, frames: Int = 60) throws -> Timeline {
    try Timeline(
      frameRate: Rational(30),
      clips: [
        Clip(
          content: ContentKey("a"), source: FrameSpan(start: 0, count: frames), timelineStart: 0)
      ],
      soundtrack: Soundtrack(
        content: ContentKey("song"), start: MediaTime(seconds: start),
        fadeOut: MediaTime(seconds: 0.5)))
  }

  private func sounds() -> [String] {
    room.tree.names("cache/pieces").filter { $0.hasSuffix(".m4a") }
  }

  @Test func `the same sound is encoded once`() async throws {
    let first = try #require(try await maker.prepare(timeline(), sources: [:], song: song))
    #expect(!first.isReused)
    #expect(first.content.samples == 96_000)
    let second = try #require(try await maker.prepare(timeline(), sources: [:], song: song))
    #expect(second.isReused)
    #expect(second.content.digest == first.content.digest)
    let other = try #require(try await maker.prepare(timeline(from: 1), sources: [:], song: song))
    #expect(!other.isReused)
    #expect(sounds().count == 2)
  }

  @Test(arguments: ["remove", "cut"])
  func `a file that somebody took away or cut is made anew`(spoil: String) async throws {
    _ = try await maker.prepare(timeline(), sources: [:], song: song)
    let name = "cache/pieces/" + (try #require(sounds().first))
    if spoil == "remove" { try room.tree.remove(name) } else { try room.tree.write("x", to: name) }
    let again = try #require(try await maker.prepare(timeline(), sources: [:], song: song))
    #expect(!again.isReused)
    #expect(sounds().count == 1)
  }

  @Test func `what is dropped is gone from list and folder`() async throws {
    let made = try #require(try await maker.prepare(timeline(), sources: [:], song: song))
    try maker.drop(made)
    #expect(sounds() == [])
    #expect(try room.workshop.store.cache.soundtrackFiles() == [])
  }

  @Test func `own sound is asked for where it is wanted, each source once, to the sample`() throws {
    let clips = [("b", 5, 0, 10), ("a", 0, 10, 7), ("b", 90, 17, 4)].map {
      source, first, at, count in
      Clip(
        content: ContentKey(source), source: FrameSpan(start: first, count: count),
        timelineStart: at)
    }
    for sound in FilmSound.allCases {
      let soundtrack = Soundtrack(
        content: ContentKey("song"), start: .zero, fadeOut: .zero, sound: sound)
      let timeline = try Timeline(
        frameRate: Rational(30_000, 1_001), clips: clips, soundtrack: soundtrack)
      let order = SoundMaker.order(for: timeline, soundtrack)
      #expect(order.job.sampleCount == 33_634)
      guard sound != .music else {
        #expect(order.job.clips.isEmpty && order.footage.isEmpty)
        continue
      }
      #expect(order.footage == [ContentKey("b"), ContentKey("a")])
      #expect(
        order.job.clips == [
          SoundtrackJob.OwnSound(footage: 0, source: 8_008, start: 0, end: 16_016),
          SoundtrackJob.OwnSound(footage: 1, source: 0, start: 16_016, end: 27_227),
          SoundtrackJob.OwnSound(footage: 0, source: 144_144, start: 27_227, end: 33_634),
        ])
    }
  }

  @Test func `without a song there is no sound`() async throws {
    #expect(try await maker.prepare(timeline(), sources: [:], song: nil) == nil)
  }

  @Test func `a song that holds no sound is named`() async throws {
    try room.tree.write("just words", to: "project/text.mp3")
    let failure = await #expect(throws: MontageFailure.self) {
      try await maker.prepare(timeline(), sources: [:], song: room.open("text.mp3"))
    }
    #expect(
      failure?.sentence
        == "text.mp3: not a song that can be read; convert it, or choose another song")
  }
}
