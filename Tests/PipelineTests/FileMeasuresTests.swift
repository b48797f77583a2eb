// SPDX-License-Identifier: GPL-3.0-or-later

internal import Foundation
internal import Linux
internal import Media
internal import Pipeline
internal import Settings
internal import TestSupport
internal import Testing

struct FileMeasuresTests {
  private let folder: TemporaryFolder
  private let throwaway: ThrowawayPlaces
  private let measures: FileMeasures

  init() throws {
    folder = try TemporaryFolder()
    throwaway = try ThrowawayPlaces()
    measures = FileMeasures(try Workshop(throwaway.places))
  }

  private func generate(_ name: String, _ arguments: String...) throws -> Path {
    let path = folder.file(name)
    try Shell.run(["ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i"] + arguments + [path])
    return Path(path)
  }

  @Test func `a clip has shots that a film would use, and none the song's way`() async throws {
    let clip = try generate("a.mp4", "testsrc2=s=160x90:r=25:d=2")
    let analysis = try await measures.footage(clip)
    #expect(analysis.decodedFrames == 50)
    #expect(analysis.shots.count == 1)
    #expect(measures.problem(of: analysis) == nil)
    let failure = await #expect(throws: MontageFailure.self) { try await measures.music(clip) }
    #expect(failure?.kind == .input)
    #expect(failure?.sentence.hasPrefix("a.mp4: ") == true)
  }

  @Test func `a click every half second is 120 beats a minute`() async throws {
    let song = try generate("a.wav", "aevalsrc='lt(mod(t,0.5),0.01)*sin(2000*t)':s=44100:d=12")
    let music = try await measures.music(song).analysis
    #expect(abs(music.tempo - 120) < 1)
    #expect(music.beats.count > 15)
  }

  @Test func `what is said of the beats counts, and a file beside the song counts more`()
    async throws
  {
    let song = try generate("a.wav", "aevalsrc='lt(mod(t,0.5),0.01)*sin(2000*t)':s=44100:d=12")
    let wishes = try BeatWishes(options: [
      ("bpm", "60"), ("meter", "3"), ("first_downbeat", "2"), ("offset", "100ms"),
    ])
    let told = try await measures.music(song, wishes: wishes)
    #expect(abs(told.analysis.tempo - 60) < 0.5)
    #expect(told.analysis.meter == 3)
    #expect(told.writtenBeats == nil)
    let downbeat = try #require(told.analysis.beats.first { abs($0.time.seconds - 2.1) < 0.01 })
    #expect(downbeat.position == 1)
    try write("0.25 2\n1.25 1\n2.25\n", to: "a.beats")
    let written = try await measures.music(song, wishes: wishes)
    #expect(written.writtenBeats == "a.beats")
    let places = written.analysis.beats.map { Int(($0.time.seconds * 1000).rounded()) }
    #expect(places == [350, 1350, 2350])
    #expect(written.analysis.beats.map(\.position) == [2, 1, 2])
    #expect(written.analysis.confidence == 1)
  }

  @Test func `beats after the song's end are those of another`() async throws {
    let song = try generate("a.wav", "aevalsrc='lt(mod(t,0.5),0.01)*sin(2000*t)':s=44100:d=3")
    try write("1\n2\n\n9.5\n", to: "a.beats")
    let failure = await #expect(throws: MontageFailure.self) { try await measures.music(song) }
    #expect(
      failure
        == MontageFailure(
          .configuration,
          "a.beats: line 4: 9.5 s lies after the end of a.wav (3.0 s); "
            + "use the file of this song, or delete it"))
  }

  private func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder.file(name)))
  }

  @Test func `footage without a picture that lasts is no use, and why is said`() {
    let empty = FootageAnalysis(
      info: MediaInfo(container: "mov"), duration: .zero, decodedFrames: 0, decodeFailures: 0,
      shots: [])
    #expect(measures.problem(of: empty)?.isEmpty == false)
  }

  @Test func `a missing file and a folder are told apart`() async {
    let missing = await #expect(throws: MontageFailure.self) {
      try await measures.footage(Path(folder.file("none.mp4")))
    }
    #expect(missing?.kind == .missing)
    let place = await #expect(throws: MontageFailure.self) {
      try await measures.footage(Path(folder.path))
    }
    #expect(place?.kind == .input)
  }
}
