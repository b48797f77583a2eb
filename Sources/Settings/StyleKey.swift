// SPDX-License-Identifier: GPL-3.0-or-later

/// The keys of a style's file.
enum StyleKey: String, ConfigKey {
  case about
  case beats
  case intro
  case build
  case drop
  case verse
  case `break`
  case outro
  case energy
  case acceleration
  case motion
  // What a montage's config can say too, and then it wins.
  case pace
  case transitions
  case order
  case fit
  case focus
  case lut
  case sound
  case loudness
  case shortestShot = "min_shot"
  case longestShot = "max_shot"

  /// The key of a montage's config that says the same.
  var look: MontageKey? { MontageKey(rawValue: rawValue) }

  /// Every key of a montage's config that a style can have as well.
  static let looks = Set(allCases.compactMap(\.look))

  var allowed: String {
    switch self {
    case .about: "a sentence about the style"
    case .beats, .intro, .build, .drop, .verse, .break, .outro:
      "the beats of one shot after another, from 1 to 16 each"
    case .energy: "follow or ignore"
    case .acceleration: "a whole number from 0 to 4"
    case .motion: "any, lively or calm"
    default: look?.allowed ?? ""
    }
  }

  var example: String {
    switch self {
    case .about: "slow and quiet"
    case .beats, .intro, .build, .drop, .verse, .break, .outro: "[4, 4, 8]"
    case .energy: "follow"
    case .acceleration: "2"
    case .motion: "lively"
    default: look?.example ?? ""
    }
  }

  var items: String? { section != nil || self == .beats ? "lengths" : nil }

  var fewerItems: String { "the pattern repeats by itself" }

  static let sampleLine = "beats: [4, 4, 8]"

  /// The label of the sections that a pattern is for.
  var section: String? {
    switch self {
    case .intro, .build, .drop, .verse, .break, .outro: rawValue
    default: nil
    }
  }
}
