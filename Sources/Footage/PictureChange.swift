// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// By how much the picture changed over a stretch of time, whoever moved.
struct PictureChange: Hashable, Sendable {
  /// Time of the earlier picture.
  var start: MediaTime
  var seconds: Double
  /// Mean absolute difference in codes of 255.
  var codes: Double
}

/// Measures the change from each picture to the next.
struct PictureChanges: Sendable {
  private var before: (time: MediaTime, luma: LumaPlane)?

  /// Seconds after which a change no longer says how much moves.
  private static let longestInterval = 0.2

  /// Change since the picture before; nil for the first and after a gap.
  mutating func measure(_ image: borrowing GrayImage, at time: MediaTime) -> PictureChange? {
    let luma = LumaPlane(image)
    defer { before = (time, luma) }
    guard let before else { return nil }
    let seconds = (time - before.time).seconds
    guard seconds > 0, seconds <= Self.longestInterval else { return nil }
    return PictureChange(
      start: before.time, seconds: seconds, codes: Double(luma.difference(from: before.luma)))
  }
}
