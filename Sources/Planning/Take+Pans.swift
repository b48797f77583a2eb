// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

extension Take {
  /// Whether a stretch of it begins or ends in the middle of a pan.
  func cutsPan(_ stretch: FrameSpan) -> Bool {
    pans.contains { pan in
      (pan.start < stretch.start && stretch.start < pan.end)
        || (pan.start < stretch.end && stretch.end < pan.end)
    }
  }

  /// The start nearest to `wanted` of a stretch of so many frames that cuts no pan; nil where there is none.
  ///
  /// Starts lie on the take's grid, at most `spare` steps from its own.
  func start(cuttingNoPan count: Int, near wanted: Int, spare: Int, grid: Int) -> Int? {
    (0...max(spare, 0)).lazy.map { span.start + $0 * grid }
      .filter { !cutsPan(FrameSpan(start: $0, count: count)) }
      .min { abs($0 - wanted) < abs($1 - wanted) }
  }
}
