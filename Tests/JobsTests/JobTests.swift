// SPDX-License-Identifier: GPL-3.0-or-later

import Jobs
import Media
import Testing

struct JobTests {
  @Test func `kinds keep their names on the wire`() {
    #expect(
      JobKind.allCases.map(\.rawValue)
        == [
          "probe", "analyze", "music", "segment", "soundtrack", "compose", "assemble", "check",
          "compare", "verify", "title", "click", "device",
          "preview",
        ])
    let kinds = [
      ProbeJob.kind, AnalyzeJob.kind, MusicJob.kind, SegmentJob.kind, SoundtrackJob.kind,
      ComposeJob.kind, AssembleJob.kind, CheckJob.kind, CompareJob.kind, VerifyJob.kind,
      TitleJob.kind, ClickJob.kind, DeviceJob.kind, PreviewJob.kind,
    ]
    #expect(kinds == JobKind.allCases)
  }

  @Test func `many pictures that are to be shown may be decoded by a device, read directly`() {
    func segment(_ frames: [Int], _ reading: ReadingMode = .direct) -> SegmentJob {
      let format = HouseFormat(
        canvas: PixelSize(width: 64, height: 64), frameRate: Rational(30_000, 1001))
      let spans = frames.map { SpanOrder(frames: FrameSpan(start: 0, count: $0), entries: []) }
      return SegmentJob(format: format, spans: spans, reading: reading)
    }
    #expect(segment([60, 30]).mayUseDevice)
    #expect(!segment([60, 29]).mayUseDevice)
    #expect(!segment([1000], .cautious).mayUseDevice)
    #expect(!segment([1000], .reduced).mayUseDevice)
    #expect(DeviceJob().mayUseDevice)
    #expect(!AnalyzeJob().mayUseDevice)
    #expect(Hardware.off.readablePlaces.isEmpty)
    #expect(Hardware.auto.readablePlaces.contains("/usr/lib"))
  }

  @Test func `jobs arrive as they were sent`() throws {
    let format = HouseFormat(
      canvas: PixelSize(width: 1080, height: 1920), frameRate: Rational(30_000, 1001), fit: .crop,
      quality: 17)
    let spans = [SpanOrder(frames: FrameSpan(start: 3, count: 9), entries: [5, 7])]
    let segment = try Self.sent(SegmentJob(format: format, spans: spans))
    #expect(segment.format == format)
    #expect(segment.spans == spans)
    let steps = [
      AssembleJob.CopyStep(
        piece: 2, frames: FrameSpan(start: 12, count: 3),
        groups: [PictureGroup(frameCount: 12, digest: "ab")])
    ]
    let sound = SoundtrackJob.Answer(
      samples: 7, digest: "cd", level: SoundLevel(loudness: -14, truePeak: -1))
    let assemble = try Self.sent(
      AssembleJob(format: format, steps: steps, pieces: 3, sound: sound, tag: "ü \"x\"\n"))
    #expect(assemble.steps == steps)
    #expect(assemble.pieces == 3)
    #expect(assemble.sound?.samples == 7)
    #expect(assemble.sound?.digest == "cd")
    #expect(assemble.tag == "ü \"x\"\n")
    let check = try Self.sent(
      CheckJob(
        format: format, houseID: "id", stepFrames: [1, 2], stepDigests: ["a", "b"], hasSound: true))
    #expect(check.stepFrames == [1, 2])
    #expect(check.stepDigests == ["a", "b"])
    #expect(check.hasSound)
  }

  @Test func `answers arrive as they were sent`() throws {
    let spans = [
      PieceSpan(
        frames: FrameSpan(start: 1, count: 2), offset: 3,
        groups: [PictureGroup(frameCount: 2, digest: "d")])
    ]
    let segment = try Self.sent(SegmentJob.Answer(houseID: "h", spans: spans))
    #expect(segment.houseID == "h")
    #expect(segment.spans == spans)
    let film = try Self.sent(
      AssembleJob.Answer(
        rejectedPieces: [4], isSoundRejected: true, houseID: "h", frames: 5, stepDigests: ["s"]))
    #expect(film.rejectedPieces == [4])
    #expect(film.isSoundRejected)
    #expect(film.frames == 5)
    #expect(film.stepDigests == ["s"])
    #expect(try Self.sent(CheckJob.Answer(faults: ["f"])).faults == ["f"])
  }

  private static func sent<Value: Codable>(_ value: Value) throws -> Value {
    try Wire.value(of: Value.self, in: Wire.line(value))
  }
}
