// SPDX-License-Identifier: GPL-3.0-or-later

/// Why there can be no film.
package enum PlanFault: Error, Hashable, Sendable {
  case noFootage
  case noUsableFootage
  case musicTooShort
  case lengthTooShort
  case boundsContradict
  case frameRateInvalid
}

extension PlanFault: CustomStringConvertible {
  /// One sentence for people, with what to do about it.
  package var description: String {
    switch self {
    case .noFootage:
      "There is no footage beside the song; copy at least one video file into the folder."
    case .noUsableFootage:
      "No footage file holds a shot long enough for one cut to the next; add longer clips."
    case .musicTooShort:
      "The song is shorter than one second; choose a longer one."
    case .lengthTooShort:
      "The wanted film is shorter than one second; ask for a longer duration."
    case .boundsContradict:
      "The shortest shot is longer than the longest shot; change one of the two."
    case .frameRateInvalid:
      "The frame rate is not between 1 and 240 frames per second; correct it."
    }
  }
}
