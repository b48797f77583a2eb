// SPDX-License-Identifier: GPL-3.0-or-later

import Jobs
import Media
import Testing

struct SoundtrackJobTests {
  @Test func `jobs and answers arrive as they were sent`() throws {
    let song = Soundtrack(
      content: ContentKey("ff"), start: MediaTime(ticks: 44_101, timebase: Rational(1, 44_100)),
      fadeIn: MediaTime(seconds: 0.02), fadeOut: MediaTime(seconds: 0.5), sound: .duck,
      loudness: -14)
    let clips = [SoundtrackJob.OwnSound(footage: 1, source: 4_800, start: 0, end: 48_001)]
    let job = try Self.sent(SoundtrackJob(soundtrack: song, sampleCount: 48_001, clips: clips))
    #expect(job.soundtrack == song)
    #expect(job.soundtrack.start.ticks == 44_101)
    #expect(job.sampleCount == 48_001)
    #expect(job.clips == clips)
    let level = SoundLevel(loudness: -14.1, truePeak: nil, gain: 3, reduction: 1.5)
    let answer = try Self.sent(
      SoundtrackJob.Answer(samples: 5, digest: "ab", level: level, unreadable: [2: "why"]))
    #expect(answer.samples == 5)
    #expect(answer.digest == "ab")
    #expect(answer.level == level)
    #expect(answer.unreadable == [2: "why"])
  }

  private static func sent<Value: Codable>(_ value: Value) throws -> Value {
    try Wire.value(of: Value.self, in: Wire.line(value))
  }
}
