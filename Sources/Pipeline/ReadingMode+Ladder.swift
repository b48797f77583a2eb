// SPDX-License-Identifier: GPL-3.0-or-later

internal import Jobs
internal import Media

extension ReadingMode {
  /// How to read next what failed when it was read in this way; nil when no other way is likely to do.
  func next(after reason: JobFailure.Reason) -> ReadingMode? {
    switch (self, reason) {
    case (.direct, .damaged), (.direct, .readError), (.direct, .crashed), (.direct, .stalled):
      .cautious
    // The kernel kills what takes too much memory without a word.
    case (.direct, .outOfMemory), (.cautious, .outOfMemory), (.cautious, .crashed): .reduced
    case (.direct, _), (.cautious, _), (.reduced, _): nil
    }
  }
}
