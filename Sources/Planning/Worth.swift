// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// What counts how much where takes are weighed against each other, in units of score.
enum Worth {
  /// How well a take goes with what is heard in its slot, and with what the style likes to show.
  static func fit(of take: Take, in slot: Slot, _ taste: Style.Taste) -> Double {
    let wanted =
      switch taste {
      case .any: slot.energy
      case .lively: (1 + slot.energy) / 2
      case .calm: slot.energy / 2
      }
    let quality = (slot.isHighlight ? 1 : score) * take.score
    return quality + motion * (1 - abs(take.liveliness - wanted))
  }

  /// What a style's taste adds to a take's score where takes are chosen.
  static func appeal(of take: Take, _ taste: Style.Taste) -> Double {
    switch taste {
    case .any: 0
    case .lively: appeal * (take.liveliness - 0.5)
    case .calm: appeal * (0.5 - take.liveliness)
    }
  }

  /// The liveliest take is as good as the calmest one that scores this much more.
  private static let appeal = 0.6

  private static let score = 0.25
  private static let motion = 0.6
  /// The seed's part; and where it decides alone.
  static let chance = 0.15
  static let shuffle = 2.0
  static let tier = 2.0
  static let must = 20.0
  static let takeUse = 1.0
  /// Each shot of a file beyond what the user allows.
  static let overLimit = 15.0
  static let lookAlike = 1.5
  /// Two neighbours from one file are avoided before anything but poor material.
  static let sameSource = 3.0
  static let sameShot = 2.0
  static let sourceBeforeLast = 0.6

  // MARK: While slots are filled one after the other

  static let wanted = 1.0
  static let sourceUse = 0.05
  /// Neighbours can still be changed afterwards.
  static let castSameShot = 1.0
  static let castSourceBeforeLast = 0.3
  static let sameMoment = 1.0
  static let excess = 0.15

  // MARK: When all are

  static let mark = 0.5
  /// For a cut in the middle of a pan: as much as the worst mismatch of motion.
  static let pan = 0.6
  static let unwanted = 1.0
  static let quota = 0.6
  /// For standing a whole film away from its time; and how far from it a take may stand for nothing.
  static let time = 4.0
  static let freedom = 0.05
  /// How much of the cost of neighbours from one file is left where they cannot be helped.
  static let patience = 0.1
  /// No music is worth going back in time where that is not asked for.
  static let backwards = 10.0
}
