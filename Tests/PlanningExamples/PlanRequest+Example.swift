// SPDX-License-Identifier: GPL-3.0-or-later

package import Media
package import Planning

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
