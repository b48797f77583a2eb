// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
@testable import Planning
internal import PlanningExamples
internal import Testing

struct ExplanationTests {
  private let rate = Rational(30)

  private func slot(energy: Double) -> Slot {
    let music = Songs.steady(bpm: 120, seconds: 10, energies: [energy])
    let grid = BeatGrid(music, window: MusicWindow(wholeSong: music, rate: rate), rate: rate)
    return Slot(start: 30, end: 60, on: grid)
  }

  private func take(
    tier: Take.Tier = .good, liveliness: Double = 0.5, source: Int = 0, frames: Int = 90,
    group: Int = 0
  ) -> Take {
    var take = Take(
      source: source, shot: 0, span: FrameSpan(start: 0, count: frames), score: 0.5, tier: tier,
      group: group)
    take.liveliness = liveliness
    return take
  }

  @Test(
    arguments: [
      (0.1, 0.9, 1, .good, "lively shot for calm music, first from this file"),
      (0.5, 0.5, 2, .good, "moving shot for steady music, 2nd from this file"),
      (
        0.9, 0.1, 3, .lookAlike,
        "calm shot for energetic music, 3rd from this file, like another shot"
      ),
      (
        0.5, 0.5, 11, .poor,
        "moving shot for steady music, 11th from this file, nothing better left"
      ),
      (0.5, 0.5, 21, .good, "moving shot for steady music, 21st from this file"),
    ] as [(Double, Double, Int, Take.Tier, String)])
  func `a clip's reason says shot, music, turn and limit`(
    energy: Double, liveliness: Double, use: Int, tier: Take.Tier, reason: String
  ) {
    let take = take(tier: tier, liveliness: liveliness)
    #expect(Explanation.reason(take, slot: slot(energy: energy), use: use) == reason)
  }

  @Test(
    arguments: [
      (ShotMetrics(exposure: 0.02, motion: 1), "too dark"),
      (ShotMetrics(exposure: 0.99, motion: 1), "too bright"),
      (ShotMetrics(motion: 0.01), "nothing moves"),
      (ShotMetrics(motion: 1, shake: 2), "too shaky"),
      (ShotMetrics(sharpness: 0.04, motion: 1), "not sharp"),
      (ShotMetrics(motion: 1), "low quality"),
    ] as [(ShotMetrics, String)])
  func `a poor shot is left out for its plainest fault`(metrics: ShotMetrics, reason: String) {
    let file = Files.file(0, shots: [4]) { $1 = metrics }
    #expect(whyNot([file], [take(tier: .poor)]) == reason)
  }

  @Test func `a file may be unreadable, too short, a look-alike or simply not needed`() {
    let file = Files.file(0, shots: [4])
    #expect(whyNot([Files.file(0, shots: [])], []) == "no picture could be read")
    #expect(whyNot([file], []) == "no shot lasts 0.5 s")
    #expect(whyNot([file], [take(tier: .hopeless, frames: 14)]) == "no shot lasts 0.5 s")
    #expect(whyNot([file], [take()]) == "not needed: the film was full")
    var leader = take(source: 1, group: 7)
    leader.tier = .good
    #expect(
      whyNot([file, Files.file(1, shots: [4])], [take(tier: .lookAlike, group: 7), leader])
        == "looks like clip1.mp4 at 0:00.0")
  }

  private func whyNot(_ sources: [SourceFootage], _ takes: [Take]) -> String {
    Explanation(sources: sources, takes: takes, shortest: 15, rate: rate).whyNot(0)
  }

  @Test(arguments: [
    (0, "0:00.0"), (65.24, "1:05.2"), (59.96, "1:00.0"), (3601, "60:01.0"), (-3, "0:00.0"),
  ])
  func `times read as minutes and seconds`(seconds: Double, text: String) {
    #expect(clock(seconds) == text)
  }
}
