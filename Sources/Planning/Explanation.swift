// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// Says in words why footage appears in a film or does not.
struct Explanation {
  let sources: [SourceFootage]
  /// Ordered by source.
  let takes: [Take]
  /// The shortest shot, in frames.
  let shortest: Int
  let rate: Rational

  /// Why a take stands where it stands.
  static func reason(_ take: Take, slot: Slot, use: Int) -> String {
    let music =
      slot.isHighlight ? "a highlight" : word(slot.energy, "calm", "steady", "energetic") + " music"
    let shot = word(take.liveliness, "calm", "moving", "lively") + " shot"
    let turn = use == 1 ? "first" : "\(use)\(ordinalEnding(use))"
    let limit =
      switch take.tier {
      case .good: ""
      case .lookAlike: take.isSeen ? ", also in another film" : ", like another shot"
      case .poor, .hopeless: ", nothing better left"
      }
    return "\(shot) for \(music), \(turn) from this file\(limit)"
  }

  private static func word(_ value: Double, _ low: String, _ middle: String, _ high: String)
    -> String
  {
    value < 1.0 / 3 ? low : value < 2.0 / 3 ? middle : high
  }

  private static func ordinalEnding(_ number: Int) -> String {
    if (11...13).contains(number % 100) { return "th" }
    switch number % 10 {
    case 1: return "st"
    case 2: return "nd"
    case 3: return "rd"
    default: return "th"
    }
  }

  /// Why nothing of a source appears, as one clause.
  func whyNot(_ source: Int) -> String {
    let analysis = sources[source].analysis
    guard !analysis.shots.isEmpty, analysis.duration > .zero else {
      return "no picture could be read"
    }
    let own = takes[
      takes.partitioningIndex {
        $0.source >= source
      }..<takes.partitioningIndex {
        $0.source > source
      }]
    guard let best = own.min(by: { ($0.tier, -$0.score) < ($1.tier, -$1.score) }) else {
      return sources[source].unusable.isEmpty ? tooShort : "too little of it decodes"
    }
    switch best.tier {
    case .good: return "not needed: the film was full"
    case .lookAlike: return lookAlike(best)
    case .poor, .hopeless:
      if own.allSatisfy({ $0.span.count < shortest }) { return tooShort }
      return Self.fault(of: analysis.shots[best.shot].metrics)
    }
  }

  private var tooShort: String {
    let seconds = MediaTime(frame: shortest, rate: rate).seconds
    return "no shot lasts \(Double(Int(seconds * 100 + 0.5)) / 100) s"
  }

  private func lookAlike(_ take: Take) -> String {
    let leader = takes.first { $0.group == take.group && $0.tier != .lookAlike }
    guard let leader else { return "looks like another shot" }
    let time = MediaTime(frame: leader.span.start, rate: rate).seconds
    return "looks like \(sources[leader.source].name) at \(clock(time))"
  }

  /// The plainest fault of a shot that scored low.
  private static func fault(of metrics: ShotMetrics) -> String {
    if metrics.exposure < 0.1 { return "too dark" }
    if metrics.exposure > 0.92 { return "too bright" }
    if metrics.motion < 0.05 { return "nothing moves" }
    if metrics.shake > 0.8 { return "too shaky" }
    if let sharpness = metrics.sharpness, sharpness < 0.1 { return "not sharp" }
    return "low quality"
  }
}

/// Minutes and seconds, as in `1:05.2`.
func clock(_ seconds: Double) -> String {
  let tenths = Int((max(seconds, 0) * 10).rounded())
  let rest = tenths % 600
  return "\(tenths / 600):\(rest < 100 ? "0" : "")\(rest / 10).\(rest % 10)"
}
