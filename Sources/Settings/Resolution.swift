// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// The size of the film's picture, as far as a config fixes it.
package enum Resolution: Hashable, Sendable {
  /// `1080p`: the shorter side, whatever the aspect.
  case shortSide(Int)
  /// `height: 1080`.
  case height(Int)
  case exact(PixelSize)

  /// Sides that the house encoder makes: below a thumbnail nothing is seen, above 4K memory is not promised.
  package static let sides = 144...4096
  /// Shorter sides; 2160 is 4K.
  package static let shortSides = 144...2160
}

/// The canvas for a resolution and an aspect, either of which may be left to the house format.
func canvas(_ resolution: Resolution?, aspect: Rational?, house: PixelSize) -> PixelSize {
  if case .exact(let size) = resolution { return size }
  guard resolution != nil || aspect != nil else { return house }
  let aspect = aspect ?? Rational(Int64(max(house.width, 1)), Int64(max(house.height, 1)))
  let isWide = aspect >= Rational(1)
  switch resolution {
  case .height(let height): return PixelSize(width: even(height, times: aspect), height: height)
  case .shortSide(let side) where isWide:
    return PixelSize(width: even(side, times: aspect), height: side)
  case .shortSide(let side):
    return PixelSize(width: side, height: even(side, times: aspect.inverse))
  default:
    let side = min(house.width, house.height)
    return canvas(.shortSide(side - side % 2), aspect: aspect, house: house)
  }
}

/// The nearest even number of pixels, which 4:2:0 colour needs.
private func even(_ side: Int, times aspect: Rational) -> Int {
  2 * Int((Double(side) * aspect.value / 2).rounded())
}

/// Reads `1080`, `1080p`, `4k`, `uhd`, `hd` or `1920x1080`.
func resolution(_ text: String) throws(Refusal) -> Resolution {
  let bare = text.lowercased()
  if let side = namedSides[bare] { return .shortSide(side) }
  let sides = bare.split(omittingEmptySubsequences: false) { $0 == "x" || $0 == "×" || $0 == "*" }
    .map { trimmed($0) }
  if sides.count == 2, let width = side(sides[0]), let height = side(sides[1]) {
    guard min(width, height) <= Resolution.shortSides.upperBound else {
      throw Refusal(reason: "it is larger than 4K", suggestion: "3840x2160")
    }
    return .exact(PixelSize(width: width, height: height))
  }
  return .shortSide(try pictureHeight(bare))
}

/// Reads `1080` or `1080p`.
func pictureHeight(_ text: String) throws(Refusal) -> Int {
  let digits = text.lowercased().hasSuffix("p") ? String(text.dropLast()) : text
  guard let height = side(digits), Resolution.shortSides.contains(height) else {
    throw Refusal()
  }
  return height
}

private func side(_ text: String) -> Int? {
  guard text.count <= 4, isDigits(text), let side = Int(text), side % 2 == 0,
    Resolution.sides.contains(side)
  else { return nil }
  return side
}

private let namedSides = [
  "4k": 2160, "uhd": 2160, "2k": 1440, "qhd": 1440, "full hd": 1080, "fullhd": 1080, "fhd": 1080,
  "hd": 720,
]
