// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// Whether enough of a file decodes to show it.
enum Damage {
  /// What a viewer would see as broken pictures: one frame in fifty.
  private static let tolerated = 0.02

  /// Nil for footage that may be used.
  static func sentence(for analysis: FootageAnalysis) -> String? {
    guard !analysis.shots.isEmpty else {
      return "holds no picture that lasts; take it out of the folder"
    }
    let whole = analysis.decodedFrames + analysis.decodeFailures
    guard Double(analysis.decodeFailures) > tolerated * Double(whole) else { return nil }
    return
      "damaged (\(analysis.decodedFrames) of \(whole) frames decode); copy it again from the camera"
  }
}
