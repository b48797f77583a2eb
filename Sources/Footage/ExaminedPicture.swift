// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// One picture with what the rules know of it.
struct ExaminedPicture: Sendable {
  let luma: LumaPlane
  let chroma: ChromaPlanes
  /// Where a boundary at this picture would lie: the largest jump since the picture before.
  let time: MediaTime
  /// Motion-compensated change since the picture before, in codes; 0 for the first.
  let change: Float
  /// Share of blocks whose structure the picture before does not hold.
  let replacedShare: Float
  /// A hard cut lies before this picture.
  var isCut = false
  /// Black, white or of one colour.
  var isMonochrome = false

  /// Change between two pictures at any distance, with a search wide enough for both to have moved on.
  static func change(from earlier: ExaminedPicture, to later: ExaminedPicture) -> Float {
    let area = SearchArea(earlier.luma, radius: wideRadius)
    return change(area.compare(later.luma), earlier.chroma, later.chroma)
  }

  /// Luma residual plus half the change of colour.
  static func change(_ luma: BlockComparison, _ earlier: ChromaPlanes, _ later: ChromaPlanes)
    -> Float
  {
    luma.difference + 0.5 * later.difference(from: earlier)
  }

  /// How far neighbouring pictures move, in samples of 64.
  static let radius = 3
  /// How far pictures some frames apart move, in samples of 64.
  static let wideRadius = 4
}

/// The latest pictures, by their number since the start; older ones are forgotten.
struct PictureRing: Sendable {
  private var slots: [ExaminedPicture] = []
  /// Pictures ever appended.
  private(set) var count = 0

  /// More than the 112 pictures between the oldest look back and the newest look ahead of a gradual transition.
  static let capacity = 128

  mutating func append(_ picture: ExaminedPicture) {
    if slots.count < Self.capacity {
      slots.append(picture)
    } else {
      slots[count % Self.capacity] = picture
    }
    count += 1
  }

  subscript(number: Int) -> ExaminedPicture {
    precondition(number < count && number >= count - slots.count, "a picture still held")
    return slots[number % Self.capacity]
  }

  mutating func markCut(at number: Int) { slots[number % Self.capacity].isCut = true }

  mutating func markMonochrome(_ number: Int) {
    slots[number % Self.capacity].isMonochrome = true
  }

  /// Whether a hard cut lies before one of these pictures; numbers outside the file have none.
  func hasCut(in range: Range<Int>) -> Bool {
    held(range).contains { slots[$0 % Self.capacity].isCut }
  }

  /// Whether one of these pictures is of one colour; numbers outside the file are not.
  func hasMonochrome(in range: Range<Int>) -> Bool {
    held(range).contains { slots[$0 % Self.capacity].isMonochrome }
  }

  /// Largest spread of luma among these pictures; 0 outside the file.
  func largestDeviation(in range: Range<Int>) -> Float {
    held(range).reduce(0) { max($0, slots[$1 % Self.capacity].luma.deviation) }
  }

  private func held(_ range: Range<Int>) -> Range<Int> {
    range.clamped(to: max(0, count - slots.count)..<count)
  }
}
