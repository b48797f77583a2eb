// SPDX-License-Identifier: GPL-3.0-or-later

import Jobs
import Media
import Testing

struct SoundtrackJobTests {
  @Test func `jobs and answers arrive as they were sent`() throws {
    let song = Soundtrack(
      content: ContentKey("ff"), start: MediaTime(ticks: 44_101, timebase: Rational(1, 44_100)),
      fadeOut: MediaTime(seconds: 0.5))
    let job = try Self.sent(SoundtrackJob(soundtrack: song, sampleCount: 48_001))
    #expect(job.soundtrack == song)
    #expect(job.soundtrack.start.ticks == 44_101)
    #expect(job.sampleCount == 48_001)
    let answer = try Self.sent(SoundtrackJob.Answer(samples: 5, digest: "ab"))
    #expect(answer.samples == 5)
    #expect(answer.digest == "ab")
  }

  private static func sent<Value: Codable>(_ value: Value) throws -> Value {
    try Wire.value(of: Value.self, in: Wire.line(value))
  }
}
