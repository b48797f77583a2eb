// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// A film decided: its timeline, and what people and programs want to know about it.
package struct Plan: Hashable, Sendable, Codable {
  /// 16 hexadecimal digits; equal for equal films.
  package let planID: String
  package let timeline: Timeline
  /// One for each cut of the timeline, in order.
  package let accuracy: [CutAccuracy]
  /// Sources that do not appear, in order of the request.
  package let unused: [UnusedSource]
  /// What a viewer should be told, one sentence each.
  package let notes: [String]

  package init(
    timeline: Timeline, accuracy: [CutAccuracy], unused: [UnusedSource], notes: [String]
  ) {
    self.planID = Self.identifier(of: timeline)
    self.timeline = timeline
    self.accuracy = accuracy
    self.unused = unused
    self.notes = notes
  }

  /// Median and largest distance of a cut from its beat in milliseconds; nil without a cut on a beat.
  package var beatError: BeatError? {
    let errors = accuracy.compactMap(\.errorMilliseconds).map(abs).sorted()
    guard let largest = errors.last else { return nil }
    let middle = errors.count / 2
    let median =
      errors.count.isMultiple(of: 2) ? (errors[middle - 1] + errors[middle]) / 2 : errors[middle]
    return BeatError(median: median, max: largest)
  }

  private static func identifier(of timeline: Timeline) -> String {
    var hash = StableHash()
    hash.add(timeline.frameRate.description)
    if let soundtrack = timeline.soundtrack {
      hash.add(soundtrack.content.text)
      hash.add("\(soundtrack.start.ticks) \(soundtrack.start.timebase)")
      hash.add("\(soundtrack.fadeOut.ticks) \(soundtrack.fadeOut.timebase)")
    }
    for clip in timeline.clips {
      hash.add(clip.content.text)
      hash.add("\(clip.source.start) \(clip.source.count)")
    }
    for transition in timeline.transitions {
      hash.add("\(transition.kind.rawValue) \(transition.start) \(transition.end)")
    }
    return hash.text
  }
}

/// Where a cut stands against the music.
package struct CutAccuracy: Hashable, Sendable, Codable {
  /// First frame after the cut.
  package var frame: Int
  /// The beat in the song; nil for a cut in a stretch without beats.
  package var beat: MediaTime?
  /// Time of the frame minus time of the beat.
  package var errorMilliseconds: Double?

  package init(frame: Int, beat: MediaTime? = nil, errorMilliseconds: Double? = nil) {
    self.frame = frame
    self.beat = beat
    self.errorMilliseconds = errorMilliseconds
  }
}

/// Distance of cuts from their beats in milliseconds.
package struct BeatError: Hashable, Sendable, Codable {
  package var median: Double
  package var max: Double

  package init(median: Double, max: Double) {
    self.median = median
    self.max = max
  }
}

/// A source that does not appear in the film.
package struct UnusedSource: Hashable, Sendable, Codable {
  package var content: ContentKey
  package var name: String
  /// One clause, such as `too dark`.
  package var reason: String

  package init(content: ContentKey, name: String, reason: String) {
    self.content = content
    self.name = name
    self.reason = reason
  }
}
