// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// Finds pictures that took far more bytes than those around them: an encoder had to draw something new there.
struct SizeSpikes: Sendable {
  /// Pictures before the current ones, for comparison.
  private var earlier: [Int] = []
  private var found: [(time: MediaTime, isCertain: Bool)] = []
  /// Bytes of the latest key frame.
  private var keyBytes = 0

  /// How much a size must prove.
  enum Proof {
    /// Nine hard cuts in ten, and fewer than one other picture in a hundred.
    case possible
    /// Most hard cuts between unlike pictures, and hardly another picture.
    case certain
  }

  /// A size over the second largest around it.
  private static let possibleRatio = 1.5
  private static let certainRatio = 2.0
  /// Share of a key frame's size from which on a picture hardly used any other.
  private static let newShare = 0.3
  /// Pictures on either side that a size is compared with.
  private static let neighbours = 12
  /// Bytes that keep ratios of empty pictures small.
  private static let overhead = 60
  /// A cut lies this near to its spike: encoders with reordering pay for it a few pictures later.
  private static let margin = MediaTime(ticks: 250_000, timebase: .microsecond)

  /// Takes the pictures since the last call, in order of decoding.
  mutating func process(_ pictures: [(time: MediaTime, bytes: Int, isKeyFrame: Bool)]) {
    found.removeAll(keepingCapacity: true)
    let sizes = earlier + pictures.filter { !$0.isKeyFrame }.map(\.bytes)
    var place = earlier.count
    for picture in pictures {
      guard !picture.isKeyFrame else {
        keyBytes = picture.bytes
        continue
      }
      let ratio = Self.ratio(at: place, in: sizes)
      // Sizes drift within a group: one that is compared with earlier ones only must stand out more.
      let isNearEnd = place + Self.neighbours >= sizes.count
      place += 1
      guard ratio >= (isNearEnd ? Self.certainRatio : Self.possibleRatio) else { continue }
      let isNew = Double(picture.bytes) >= Self.newShare * Double(keyBytes)
      found.append((picture.time, isNew && ratio >= Self.certainRatio))
    }
    earlier = Array(sizes.suffix(Self.neighbours))
  }

  /// A size over the largest but one around it, because another cut may lie near; 0 where too few are known.
  private static func ratio(at place: Int, in sizes: [Int]) -> Double {
    let around = max(0, place - neighbours)..<min(sizes.count, place + neighbours + 1)
    guard around.count > neighbours else { return 0 }
    var (largest, second) = (0, 0)
    for other in around where other != place {
      second = max(second, min(largest, sizes[other]))
      largest = max(largest, sizes[other])
    }
    return Double(sizes[place]) / Double(second + overhead)
  }

  /// From just before the first to just after the last such picture within `range`; nil without any.
  func range(of proof: Proof, in range: TimeRange) -> TimeRange? {
    let times = found.filter { proof == .possible || $0.isCertain }.map(\.time)
    guard let first = times.min(), let last = times.max() else { return nil }
    let start = min(max(first - Self.margin, range.start), range.end)
    return TimeRange(start: start, end: max(start, min(last + Self.margin, range.end)))
  }
}
