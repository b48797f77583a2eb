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

  /// The starts of stretches of so many frames that cut no pan, rising; found one by one as they are asked for.
  ///
  /// They lie on the take's grid, at most `spare` steps from its own start.
  func starts(cuttingNoPan count: Int, spare: Int, grid: Int) -> some Collection<Int> {
    (0...max(spare, 0)).lazy.map { span.start + $0 * grid }
      .filter { !cutsPan(FrameSpan(start: $0, count: count)) }
  }
}
