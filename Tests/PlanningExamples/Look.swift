// SPDX-License-Identifier: GPL-3.0-or-later

package import Media
package import Planning

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
