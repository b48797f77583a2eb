// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// Whether enough of a file decodes to show it.
///
/// The container's promise is believed only against two witnesses: edit lists hide frames that it counts,
/// and sound may go on after the pictures.
enum Damage {
  /// Share of pictures that may be broken, one in fifty: a viewer would see more.
  private static let tolerated = 0.02
  /// Pictures that may be broken in any file: about what a recording that starts within a group loses.
  private static let alwaysTolerated = 8
  /// A file that holds less of what it promises broke off.
  private static let leastShare = 0.9
  /// The same where only a length is promised, which the sound may have.
  private static let leastShareOfTime = 0.5

  /// Nil for footage that may be used.
  static func sentence(for analysis: FootageAnalysis) -> String? {
    guard !analysis.shots.isEmpty else {
      return "holds no picture that lasts; take it out of the folder"
    }
    guard let found = brokenOff(analysis) ?? brokenPictures(analysis) else { return nil }
    return "damaged (got \(found)); copy it again from the camera"
  }

  /// What is there of a file whose end is missing.
  private static func brokenOff(_ analysis: FootageAnalysis) -> String? {
    let frames = analysis.decodedFrames
    let length = analysis.duration.seconds
    let promised = analysis.info.duration?.seconds
    let share = promised.map { $0 > 0 ? length / $0 : 1 }
    if let count = analysis.info.video?.frameCount {
      let isShort = Double(frames) < leastShare * Double(count)
      return isShort && share ?? 0 < leastShare ? "\(frames) of \(count) frames" : nil
    }
    // A single picture is shown for as long as its sound lasts.
    guard frames > 1, let promised, let share, share < leastShareOfTime else { return nil }
    return "\(tenth(length)) of \(tenth(promised)) seconds"
  }

  private static func brokenPictures(_ analysis: FootageAnalysis) -> String? {
    let decoded = analysis.decodedFrames
    let failures = analysis.decodeFailures
    let promised = analysis.info.video?.frameCount ?? 0
    // A packet that the decoder refused gave no picture, one that it repaired did.
    let whole = promised >= decoded ? promised : decoded + failures
    guard failures > alwaysTolerated, Double(failures) > tolerated * Double(whole) else {
      return nil
    }
    return "\(max(0, min(decoded, whole - failures))) of \(whole) frames"
  }

  private static func tenth(_ seconds: Double) -> String {
    "\(Double(Int(seconds * 10 + 0.5)) / 10)"
  }
}
