// SPDX-License-Identifier: GPL-3.0-or-later

internal import Jobs
internal import Linux

/// Why a file is not measured now, although nothing new was found out about it.
struct Refusal: Error, Sendable, Hashable {
  /// The file's name, for people.
  var file: String
  /// What is wrong with it, and what to do.
  var sentence: String
}

extension MontageFailure {
  init(_ refusal: Refusal) { self.init(.input, "\(refusal.file): \(refusal.sentence)") }
}

extension JobFailure {
  /// A failure as it was remembered; the word may be one that an older version wrote.
  init(reason: String, detail: String) {
    self.init(Reason(rawValue: reason) ?? .damaged, detail: detail)
  }
}
