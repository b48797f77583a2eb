// SPDX-License-Identifier: GPL-3.0-or-later

/// What a montage is doing, for terminals and status pages.
package struct Progress: Sendable, Hashable {
  package var stage: Stage
  /// Share of the stage that is done, 0 to 1.
  package var share: Double
  /// What is being worked on, such as `12 of 20 clips`.
  package var detail: String

  package init(_ stage: Stage, share: Double, detail: String = "") {
    self.stage = stage
    self.share = share
    self.detail = detail
  }

  /// The stages of a montage in their order.
  package enum Stage: String, Sendable, CaseIterable {
    case analysing
    case listening
    case planning
    case encoding
    case joining
    case checking
    case publishing
    case comparing
  }

  /// Hears of progress from any thread.
  package typealias Listener = @Sendable (Progress) -> Void
}
