// SPDX-License-Identifier: GPL-3.0-or-later

/// For whom a worker works: decides who is served first, who stands back, and what people are told.
package struct WorkTicket: Sendable, Hashable {
  package var urgency: Urgency
  /// The file or film that it works on, for people.
  package var subject: String
  /// Pixels of the largest picture that it works with, by which its memory is predicted; nil when not known.
  package var pixels: Int?

  package init(_ urgency: Urgency, subject: String = "", pixels: Int? = nil) {
    self.urgency = urgency
    self.subject = subject
    self.pixels = pixels
  }

  /// The least urgent first.
  package enum Urgency: Int, Sendable, Hashable, Comparable, CaseIterable {
    /// Nobody waits for it.
    case verification
    /// Footage that a film may ask for one day.
    case preparation
    /// Footage as it arrives.
    case analysis
    /// Footage that a film waits for.
    case awaitedAnalysis
    case film

    package static func < (left: Urgency, right: Urgency) -> Bool {
      left.rawValue < right.rawValue
    }
  }
}
