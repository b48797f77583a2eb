// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Media
internal import Pipeline
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
    let music = try await measures.music(song)
    #expect(abs(music.tempo - 120) < 1)
    #expect(music.beats.count > 15)
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
