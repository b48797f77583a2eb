// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
internal import Media
internal import Planning

extension PieceMaker {
  /// How much of a film stands in the cache, and why not more.
  func warmth(of film: ComposedFilm) throws -> Warmth {
    let plan = try plan(film.timeline).plan
    guard !plan.missing.isEmpty else {
      return Warmth(of: film, by: plan, format: format, holdings: [])
    }
    let contents = Set(plan.missing.map(\.content)).sorted()
    let listed = try contents.flatMap {
      try store.cache.pieces(of: $0, encoder: Self.encoderVersion)
    }
    let present = Set(try store.present(listed).map(\.file.name))
    let holdings = listed.map { stored in
      Warmth.Holding(
        content: stored.piece.source, format: stored.piece.format,
        frames: stored.piece.spans.reduce(0) { $0 + $1.frames.count },
        isAway: !present.contains(stored.file.name))
    }
    return Warmth(of: film, by: plan, format: format, holdings: holdings)
  }
}
