// SPDX-License-Identifier: GPL-3.0-or-later

package import FFmpeg
internal import Glibc
package import Media

/// Adds up how like single pictures are, in memory that does not grow.
package struct LikenessTally: Sendable {
  private var frames = 0
  private var similaritySum = 0.0
  private var lowestSimilarity: Likeness.Lowest?
  /// Frames by similarity, from -1 to 1 in steps of `step`.
  private var histogram = [Int](repeating: 0, count: 2 * Self.stepsPerUnit + 1)
  private var errorSum = 0.0
  private var largestError: Likeness.Lowest?
  private var keyFrames = 0
  private var atKeyFrames = Mean()
  private var elsewhere = Mean()

  /// As fine as the figures that FFmpeg answers need.
  private static let stepsPerUnit = 100_000

  package init() {}

  /// Takes the likeness of frame `frame`; `isKeyFrame` speaks of the second film.
  package mutating func add(_ likeness: PictureLikeness, frame: Int, isKeyFrame: Bool) {
    frames += 1
    similaritySum += likeness.similarity
    if likeness.similarity < lowestSimilarity?.value ?? .infinity {
      lowestSimilarity = .init(value: likeness.similarity, frame: frame)
    }
    let place = (min(max(likeness.similarity, -1), 1) + 1) * Double(Self.stepsPerUnit)
    histogram[Int(place.rounded())] += 1
    errorSum += likeness.squaredError
    if likeness.squaredError > largestError?.value ?? 0 {
      largestError = .init(value: likeness.squaredError, frame: frame)
    }
    if isKeyFrame { keyFrames += 1 }
    guard let decibels = Self.signalToNoise(likeness.squaredError) else { return }
    if isKeyFrame { atKeyFrames.add(decibels) } else { elsewhere.add(decibels) }
  }

  /// What all of them come to.
  package func likeness(isScaled: Bool) -> Likeness {
    var likeness = Likeness(frames: frames, isScaled: isScaled)
    guard let lowestSimilarity else { return likeness }
    likeness.similarity = .init(
      mean: similaritySum / Double(frames), lowest: lowestSimilarity,
      fifthPercentile: fifthPercentile)
    likeness.meanSignalToNoise = Self.signalToNoise(errorSum / Double(frames))
    likeness.lowestSignalToNoise = largestError.flatMap { worst in
      Self.signalToNoise(worst.value).map { .init(value: $0, frame: worst.frame) }
    }
    likeness.keyFrames = keyFrames
    if let there = atKeyFrames.value, let other = elsewhere.value {
      likeness.keyFrameStep = there - other
    }
    return likeness
  }

  /// The least value that at least 5 of 100 frames do not exceed.
  private var fifthPercentile: Double {
    var below = 0
    for (place, count) in histogram.enumerated() {
      below += count
      if below * 20 >= frames { return Double(place) / Double(Self.stepsPerUnit) - 1 }
    }
    return 1
  }

  /// Decibels below full scale; nil where there is no error.
  private static func signalToNoise(_ squaredError: Double) -> Double? {
    squaredError > 0 ? 10 * log10(255 * 255 / squaredError) : nil
  }

  /// The mean of values that come one by one.
  private struct Mean: Sendable {
    private var sum = 0.0
    private var count = 0

    var value: Double? { count > 0 ? sum / Double(count) : nil }

    mutating func add(_ value: Double) {
      sum += value
      count += 1
    }
  }
}
