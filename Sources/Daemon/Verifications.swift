// SPDX-License-Identifier: GPL-3.0-or-later

internal import Pipeline

/// What is known of the films that stand in their places: which decode from end to end, and which nobody looked into; pure.
struct Verifications: Sendable {
  private var states: [FilmID: State] = [:]

  enum State: Sendable, Hashable {
    /// To be decoded when there is nothing else to do.
    case pending
    case sound
    /// To be made again, or not any more.
    case faulty(isRepaired: Bool)
    /// There is nothing to look into, or it could not be judged: not before the next film or start.
    case settled
  }

  subscript(id: FilmID) -> State? { states[id] }

  /// True once it is known that the film decodes, false once that it does not; nil before.
  func isSound(_ id: FilmID) -> Bool? {
    switch states[id] {
    case .sound: true
    case .faulty: false
    case .pending, .settled, nil: nil
    }
  }

  /// Whether the film's pieces are to be dropped when it is made the next time.
  func wantsRepair(_ id: FilmID) -> Bool { states[id] == .faulty(isRepaired: true) }

  /// Whether the film may need a look that it did not have.
  func isOpen(_ id: FilmID) -> Bool { states[id] == nil || states[id] == .pending }

  mutating func note(_ verdict: Verifying.Verdict, of id: FilmID) {
    states[id] =
      switch verdict {
      case .absent: .settled
      case .pending: .pending
      case .sound: .sound
      case .faulty(_, let isFirst): .faulty(isRepaired: isFirst)
      }
  }

  /// It could not be judged.
  mutating func giveUp(_ id: FilmID) { states[id] = .settled }

  /// Another film may stand there now.
  mutating func forget(_ id: FilmID) { states[id] = nil }
}
