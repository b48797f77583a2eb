// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// What changed from one key frame to the next, up to seconds later.
struct KeyFrameStep: Sendable {
  let start: MediaTime
  let seconds: Double
  /// Mean absolute difference in codes, without any search for motion.
  let difference: Float
  /// Motion-compensated change in codes.
  let change: Float
  /// How much of the structure one cannot find in the other, 0 to 1, and the share of blocks that lost it.
  let unexplained: Float
  let replacedShare: Float
  /// How alike both are at the same places, -1 to 1.
  let correlation: Float
  /// One of them is black, white or of one colour and the other is not.
  let isFade: Bool
  let isMonochrome: Bool

  /// Key frames are far apart: a camera moved farther than between neighbouring pictures.
  private static let radius = 6
  /// Codes of deviation below which a picture is of one colour.
  private static let monochrome: Float = 5

  init(from earlier: ExaminedPicture, to later: ExaminedPicture) {
    start = earlier.time
    seconds = (later.time - earlier.time).seconds
    difference = earlier.luma.difference(from: later.luma)
    let forward = SearchArea(earlier.luma, radius: Self.radius).compare(later.luma)
    let backward = SearchArea(later.luma, radius: Self.radius).compare(earlier.luma)
    change = min(
      ExaminedPicture.change(forward, earlier.chroma, later.chroma),
      ExaminedPicture.change(backward, earlier.chroma, later.chroma))
    unexplained = max(forward.unexplained, backward.unexplained)
    replacedShare = max(forward.replacedShare, backward.replacedShare)
    correlation = earlier.luma.correlation(with: later.luma)
    let isPlain = (
      earlier.luma.deviation < Self.monochrome, later.luma.deviation < Self.monochrome
    )
    isFade = isPlain.0 != isPlain.1
    isMonochrome = isPlain.0 && isPlain.1
  }

  /// Whether one picture holds so little of the other that both hardly belong to one shot.
  var isReplaced: Bool {
    if isMonochrome { return false }
    return isFade || (unexplained >= 0.5 && replacedShare >= 0.5 && correlation < 0.8)
  }

  /// Whether the pictures differ by as much as those before and after a jump cut.
  var isChanged: Bool { unexplained >= 0.2 && change >= 3.5 }

  /// Whether nothing changed but coding noise, which is larger between key frames than between others.
  var isStill: Bool { difference < 0.25 }
}

extension PictureMeasures {
  /// What one picture says without its neighbours.
  init(keyFrame picture: borrowing FootagePicture) {
    let area = ActiveArea(inside: picture.overview)
    self.init(
      time: picture.time,
      exposure: Exposure(of: picture.overview, in: area, isFullRange: picture.isFullRange),
      sharpness: picture.detail.flatMap { Sharpness.measure($0) },
      hash: PerceptualHash.measure(picture.overview, in: area))
  }
}

extension ExaminedPicture {
  /// A picture whose neighbours are unknown.
  init(keyFrame picture: borrowing FootagePicture) {
    self.init(
      luma: LumaPlane(picture.luma), chroma: ChromaPlanes(blue: picture.blue, red: picture.red),
      time: picture.time, change: 0, replacedShare: 0)
  }
}
