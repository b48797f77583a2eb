// SPDX-License-Identifier: GPL-3.0-or-later

/// Decodes a published film from end to end.
///
/// Input 0: the film.
package struct VerifyJob: Job {
  package static let kind = JobKind.verify

  package init() {}

  /// What is wrong with the film; empty when nothing is.
  package struct Answer: Codable, Sendable {
    package var faults: [String]

    package init(faults: [String]) { self.faults = faults }
  }
}
