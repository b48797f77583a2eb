// SPDX-License-Identifier: GPL-3.0-or-later

internal import Foundation
package import Media
package import Planning

/// Songs whose beats are known, because they were computed.
package enum Songs {
  package static let key = ContentKey("50ac")
  /// Samples per second: beats are exact in it, as a decoder's are.
  package static let timebase = Rational(1, 44_100)

  package static func time(_ seconds: Double) -> MediaTime {
    MediaTime(ticks: Int64((seconds * 44_100).rounded()), timebase: timebase)
  }

  /// A song with beats at `times`; `energies` are those of equally long sections.
  package static func song(
    beats times: [Double], seconds: Double, meter: Int = 4, firstDownbeat: Int = 0,
    energies: [Double] = [0.5]
  ) -> MusicAnalysis {
    let beats = times.enumerated().map { index, seconds in
      Beat(time: time(seconds), position: (index - firstDownbeat + 16 * meter) % meter + 1)
    }
    let downbeats = beats.filter { $0.position == 1 }.map(\.time)
    let edges = (0...energies.count).map { index in
      let wanted = time(seconds * Double(index) / Double(energies.count))
      let isEnd = index == 0 || index == energies.count
      return isEnd ? wanted : downbeats.last { $0 <= wanted } ?? wanted
    }
    let sections = energies.enumerated().map { index, energy in
      Section(
        range: TimeRange(start: edges[index], end: edges[index + 1]), energy: energy, label: "verse"
      )
    }
    let gaps = zip(times, times.dropFirst()).map { $1 - $0 }.sorted()
    return MusicAnalysis(
      duration: time(seconds), tempo: gaps.isEmpty ? 0 : 60 / gaps[gaps.count / 2], confidence: 0.9,
      meter: meter, beats: beats, sections: sections, beatEnergy: [])
  }

  /// A song of one tempo from `first` on.
  package static func steady(
    bpm: Double, seconds: Double, first: Double = 0, meter: Int = 4, firstDownbeat: Int = 0,
    energies: [Double] = [0.5]
  ) -> MusicAnalysis {
    let interval = 60 / bpm
    let count = max(0, Int(((seconds - first - 0.01) / interval).rounded(.down)) + 1)
    return song(
      beats: (0..<count).map { first + Double($0) * interval }, seconds: seconds, meter: meter,
      firstDownbeat: firstDownbeat, energies: energies)
  }

  /// A song whose tempo rises evenly.
  package static func ramp(from slow: Double, to fast: Double, seconds: Double) -> MusicAnalysis {
    var times: [Double] = []
    var now = 0.2
    while now < seconds - 0.1 {
      times.append(now)
      now += 60 / (slow + (fast - slow) * now / seconds)
    }
    return song(beats: times, seconds: seconds)
  }
}

/// Footage whose shots are known.
package enum Files {
  /// A file with shots of these lengths; fingerprints differ by many bits from shot to shot.
  package static func file(
    _ number: Int, shots lengths: [Double], rate: Rational = Rational(30), order: Int? = nil,
    change: (Int, inout ShotMetrics) -> Void = { _, _ in }
  ) -> SourceFootage {
    var start = 0.0
    let shots = lengths.enumerated().map { index, length in
      defer { start += length }
      let print = UInt64(truncatingIfNeeded: number * 1000 + index + 1) &* 0x9e37_79b9_7f4a_7c15
      var metrics = ShotMetrics(
        motion: Double((number * 7 + index * 3) % 11) + 0.5, fingerprints: [print], score: 0.6)
      change(index, &metrics)
      return Shot(
        range: TimeRange(start: MediaTime(seconds: start), end: MediaTime(seconds: start + length)),
        metrics: metrics)
    }
    let total = lengths.reduce(0, +)
    return SourceFootage(
      content: ContentKey(String(format: "f%04d", number)), name: "clip\(number).mp4",
      order: order ?? number,
      analysis: FootageAnalysis(
        info: info(rate: rate), duration: MediaTime(seconds: total),
        decodedFrames: Int(total * rate.value), decodeFailures: 0, shots: shots))
  }

  /// Files of one shot each.
  package static func files(_ count: Int, seconds: Double) -> [SourceFootage] {
    (0..<count).map { file($0, shots: [seconds]) }
  }

  package static func info(
    width: Int = 1920, height: Int = 1080, rate: Rational = Rational(30),
    turned: Int = 0, sampleAspect: Rational = Rational(1)
  ) -> MediaInfo {
    MediaInfo(
      container: "mov",
      video: VideoStream(
        codec: "h264", width: width, height: height, sampleAspect: sampleAspect,
        orientation: Orientation(clockwise: turned), frameRate: rate, timebase: Rational(1, 90_000))
    )
  }
}

extension PlanRequest {
  /// A request with usual settings.
  package static func example(
    _ music: MusicAnalysis, _ sources: [SourceFootage], rate: Rational = Rational(30),
    style: Style = .balanced, length: FilmLength = .wholeSong, bounds: ShotBounds = ShotBounds(),
    seed: UInt64 = 1, order: ShotOrder = .story
  ) -> PlanRequest {
    PlanRequest(
      music: music, song: Songs.key, sources: sources, frameRate: rate, style: style,
      length: length, bounds: bounds, seed: seed, order: order)
  }
}

/// Asks about plans that several tests share.
package enum Look {
  /// Names of clips that share a frame of a source with an earlier one.
  package static func repeats(_ plan: Plan) -> [String] {
    var bySource: [ContentKey: [FrameSpan]] = [:]
    for clip in plan.timeline.clips { bySource[clip.content, default: []].append(clip.source) }
    return bySource.flatMap { key, spans in
      let sorted = spans.sorted { $0.start < $1.start }
      return zip(sorted, sorted.dropFirst()).filter { $0.end > $1.start }.map { _ in key.text }
    }
  }

  /// Clips that do not lie inside one shot of their source, a few frames from its ends.
  package static func clipsOverCuts(_ plan: Plan, _ sources: [SourceFootage]) -> [Clip] {
    let rate = plan.timeline.frameRate
    return plan.timeline.clips.filter { clip in
      guard let source = sources.first(where: { $0.content == clip.content }) else { return true }
      let last = source.analysis.shots.count - 1
      return !source.analysis.shots.enumerated().contains { index, shot in
        let start = shot.range.start.frame(at: rate, rounding: .up) + (index == 0 ? 0 : 2)
        let end = shot.range.end.frame(at: rate, rounding: .down) - (index == last ? 0 : 2)
        return clip.source.start >= start && clip.source.end <= end
      }
    }
  }

  /// How many clips follow one of the same source.
  package static func neighbours(_ plan: Plan) -> Int {
    zip(plan.timeline.clips, plan.timeline.clips.dropFirst()).count { $0.content == $1.content }
  }

  /// How often each source appears.
  package static func uses(_ plan: Plan) -> [ContentKey: Int] {
    plan.timeline.clips.reduce(into: [:]) { $0[$1.content, default: 0] += 1 }
  }
}

extension Style {
  /// Four that differ in everything but what sections change.
  static let energetic = Style("energetic", [2, 2, 4, 2, 2, 8])
  static let balanced = Style()
  static let dramatic = Style("dramatic", [4, 4, 4, 4, 16])
  static let buildup = Style("buildup", [8, 4, 4, 4, 4, 4])
  static let classics = [energetic, balanced, dramatic, buildup]

  init(_ name: String, _ beats: [Int]) {
    self.init()
    self.name = name
    self.beats = beats
  }
}
