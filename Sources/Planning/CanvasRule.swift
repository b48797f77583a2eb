// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// Chooses the house format from what most of the footage is.
package struct CanvasRule: Hashable, Sendable, Codable {
  /// Width over height that the user wants; nil for the footage's.
  package var aspect: Rational?
  /// Height in pixels that the user wants; nil for the footage's.
  package var height: Int?
  /// Frames per second that the user wants; nil for the footage's.
  package var frameRate: Rational?
  package var fit: Fit
  package var quality: Int
  /// The most that the shorter side gets by itself, in pixels.
  package var largestShortSide: Int

  package init(
    aspect: Rational? = nil, height: Int? = nil, frameRate: Rational? = nil, fit: Fit = .blur,
    quality: Int = 20, largestShortSide: Int = 1080
  ) {
    self.aspect = aspect
    self.height = height
    self.frameRate = frameRate
    self.fit = fit
    self.quality = quality
    self.largestShortSide = largestShortSide
  }

  /// The format that fits most seconds of footage; files without pictures have no vote.
  package func format(for footage: [FootageAnalysis]) -> HouseFormat {
    let votes = footage.compactMap { analysis in
      analysis.info.video.map { Vote($0, seconds: max(analysis.duration.seconds, 0)) }
    }
    return HouseFormat(
      canvas: canvas(votes), frameRate: frameRate ?? Self.frameRate(votes), fit: fit,
      quality: quality)
  }

  /// One file's word, as heavy as it is long.
  private struct Vote {
    let shape: Shape
    let shortSide: Int
    let rate: HouseRate
    let seconds: Double

    init(_ video: VideoStream, seconds: Double) {
      let size = video.displaySize
      shape = Shape(aspect: video.displayAspect)
      shortSide = min(size.width, size.height)
      rate = HouseRate(video.frameRate)
      self.seconds = seconds
    }
  }

  private enum Shape: Int, CaseIterable {
    case landscape
    case portrait
    case square

    /// A picture up to 15 % from square counts as square.
    init(aspect: Double) {
      self = aspect > 1.15 ? .landscape : aspect < 1 / 1.15 ? .portrait : .square
    }

    var aspect: Rational {
      switch self {
      case .landscape: Rational(16, 9)
      case .portrait: Rational(9, 16)
      case .square: Rational(1)
      }
    }
  }

  // MARK: Canvas

  private func canvas(_ votes: [Vote]) -> PixelSize {
    let shape = Self.majority(Shape.allCases, votes, by: \.shape) ?? .landscape
    let side = shortSide(votes.filter { $0.shape == shape })
    let aspect = aspect ?? shape.aspect
    let isWide = aspect >= Rational(1)
    let tall = height ?? (isWide ? side : Int((Double(side) / aspect.value).rounded()))
    return PixelSize(width: even(Double(tall) * aspect.value), height: even(Double(tall)))
  }

  /// The largest standard size that at least half of the footage fills.
  private func shortSide(_ votes: [Vote]) -> Int {
    let total = votes.reduce(0) { $0 + $1.seconds }
    for side in Self.standardSides where side <= largestShortSide {
      // Cropped formats such as 1920x1036 still count as 1080.
      let least = Int(Double(side) * 0.85)
      let filling = votes.reduce(0) { $0 + ($1.shortSide >= least ? $1.seconds : 0) }
      if total > 0, filling * 2 >= total { return side }
    }
    return votes.isEmpty ? min(1080, largestShortSide) : min(720, largestShortSide)
  }

  private static let standardSides = [2160, 1080, 720]

  /// H.264 in 4:2:0 needs even sizes.
  private func even(_ pixels: Double) -> Int { max(2, Int((pixels / 2).rounded()) * 2) }

  // MARK: Frame rate

  private static func frameRate(_ votes: [Vote]) -> Rational {
    let families = [30, 25, 24]
    let family = majority(families, votes, by: \.rate.family) ?? 30
    let own = votes.filter { $0.rate.family == family }
    let isExact = majority([false, true], own, by: \.rate.isNTSC) ?? false
    return isExact ? Rational(Int64(family) * 1000, 1001) : Rational(Int64(family))
  }

  /// The choice with most seconds; the first among equals, nil without a vote.
  private static func majority<Choice: Equatable>(
    _ choices: [Choice], _ votes: [Vote], by key: KeyPath<Vote, Choice>
  ) -> Choice? {
    var best: (choice: Choice, seconds: Double)?
    for choice in choices {
      let own = votes.filter { $0[keyPath: key] == choice }
      guard !own.isEmpty else { continue }
      let seconds = own.reduce(0) { $0 + $1.seconds }
      if best.map({ seconds > $0.seconds }) ?? true { best = (choice, seconds) }
    }
    return best?.choice
  }
}

/// The family of house rates that a rate of footage belongs to.
private struct HouseRate {
  /// 24, 25 or 30.
  let family: Int
  /// The rate is n·1000/1001, not n.
  let isNTSC: Bool

  /// Halves high rates (50, 60, 120, 240) and doubles low ones (12.5, 15) before comparing.
  init(_ rate: Rational) {
    var value = rate.value
    guard value > 0 else {
      family = 30
      isNTSC = false
      return
    }
    while value > 40 { value /= 2 }
    while value < 18 { value *= 2 }
    family = [30, 25, 24].min { abs(Double($0) - value) < abs(Double($1) - value) } ?? 30
    let exact = Double(family) * 1000 / 1001
    // 25000/1001 is no rate of any camera.
    isNTSC = family != 25 && abs(value - exact) < 0.008
  }
}
