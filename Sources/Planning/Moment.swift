// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// A stretch of footage that a film may well show, encoded before anybody asks for the film.
package struct Moment: Hashable, Sendable {
  package let content: ContentKey
  /// Starts where takes may start, so that copies enter it at an IDR.
  package let span: FrameSpan
  /// How gladly a film would take it, 0 to 1.
  package let worth: Double

  package init(content: ContentKey, span: FrameSpan, worth: Double) {
    self.content = content
    self.span = span
    self.worth = worth
  }

  /// Which stretches count.
  package enum Choice: Hashable, Sendable {
    /// Those of shots that the planner calls good.
    case best
    /// Whatever can be shown at all.
    case all
  }

  /// The moments of one source in the order of time, none longer than ten seconds or so.
  package static func all(
    of source: SourceFootage, rate: Rational, choice: Choice
  ) -> [Moment] {
    let shortest = MediaTime(seconds: shortestSeconds).frame(at: rate)
    let longest = longestGroups * HouseFormat.keyframeInterval
    var moments: [Moment] = []
    for (shot, spans) in source.usableSpans(rate: rate).enumerated() {
      let metrics = source.analysis.shots[shot].metrics
      for span in spans {
        let tier = Take.Tier(of: metrics, frames: span.count, shortest: shortest)
        guard choice == .all || tier == .good else { continue }
        for offset in stride(from: 0, to: span.count, by: longest) {
          moments.append(
            Moment(
              content: source.content,
              span: FrameSpan(
                start: span.start + offset, count: min(longest, span.count - offset)),
              worth: min(max(metrics.score, 0), 1)))
        }
      }
    }
    return moments
  }

  /// No film's shots are shorter.
  private static let shortestSeconds = 0.4
  /// Whole groups, so that a copy goes on in the next moment where one ends.
  private static let longestGroups = 20
}
