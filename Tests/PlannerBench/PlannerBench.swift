// SPDX-License-Identifier: GPL-3.0-or-later

import Media
import Planning
import PlanningExamples
import Settings

/// Prints what the planner makes of a song whose every beat is known, and how long it takes: the tables of docs/planning.md.
@main
struct PlannerBench {
  static func main() throws {
    try films()
    print("")
    try times()
  }

  /// One song of 120 beats a minute, and forty clips whose shots last 2 to 12 s.
  private static func films() throws {
    print(
      "| style | first beat | cuts | within 50 ms of a beat | film, of 180 s | longest shot | shown twice |"
    )
    print("|---|---|---|---|---|---|---|")
    let clips = (0..<40).map { Files.file($0, shots: [6, 2.5, 12, 4, 8]) }
    for name in StyleShelf.shipped.names {
      guard let style = try StyleShelf.shipped.style(named: name)?.style else { continue }
      for first in [0, 0.3] {
        let song = Songs.steady(
          bpm: 120, seconds: 180, first: first, energies: [0.2, 0.6, 0.9, 0.4])
        print(row(try Planner.plan(.example(song, clips, style: style)), style, song, first))
      }
    }
  }

  private static func row(
    _ plan: Plan, _ style: Style, _ song: MusicAnalysis, _ first: Double
  ) -> String {
    let film = plan.timeline
    let start = film.soundtrack?.start ?? .zero
    let near = film.cuts.count { cut in
      let time = (MediaTime(frame: cut, rate: film.frameRate) + start).seconds
      return song.beats.contains { abs($0.time.seconds - time) <= 0.05 }
    }
    let longest = film.clips.map(\.source.count).max() ?? 0
    let cells = [
      style.name, "\(first) s", "\(film.cuts.count)",
      "\(100 * near / max(film.cuts.count, 1)) %", "\(tenths(film.duration.seconds)) s",
      "\(tenths(MediaTime(frame: longest, rate: film.frameRate).seconds)) s",
      "\(Look.repeats(plan).count)",
    ]
    return "| " + cells.joined(separator: " | ") + " |"
  }

  private static func tenths(_ value: Double) -> Double { (value * 10).rounded() / 10 }

  /// The best of five, as what else the machine does only adds.
  private static func times() throws {
    print("| clips | shots | song | film's shots | time |")
    print("|---|---|---|---|---|")
    let minute = Songs.steady(bpm: 120, seconds: 60, energies: [0.3, 0.9])
    let long = Songs.steady(bpm: 140, seconds: 600, energies: [0.3, 0.9, 0.5, 1])
    for (count, shots, song) in [
      (20, [8.0, 12, 10], minute), (1_000, [20.0], long), (1_000, [4, 9, 3, 6, 12], long),
      (1_000, Array(repeating: 5, count: 20), long),
    ] {
      let clips = (0..<count).map { Files.file($0, shots: shots) }
      var best = Duration.seconds(1_000)
      var cuts = 0
      for _ in 0..<5 {
        let time = try ContinuousClock().measure {
          cuts = try Planner.plan(.example(song, clips, style: .energetic)).timeline.clips.count
        }
        best = min(best, time)
      }
      let milliseconds = (best / .milliseconds(1) * 10).rounded() / 10
      print(
        "| \(count) | \(count * shots.count) | \(Int(song.duration.seconds)) s | \(cuts) | \(milliseconds) ms |"
      )
    }
  }
}
