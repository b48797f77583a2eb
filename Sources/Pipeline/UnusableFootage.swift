// SPDX-License-Identifier: GPL-3.0-or-later

internal import Jobs
internal import Media

/// Footage that was measured, and then could not be shown: the film is planned again without it.
struct UnusableFootage: Error {
  let content: ContentKey
  /// For people; names no file.
  let sentence: String
  /// What to say where nothing else can take its place; names the file.
  let failure: MontageFailure
}

extension JobFailure.Reason {
  /// It is the file, or what its worker made of it: another file may do.
  var isOfFootage: Bool {
    switch self {
    case .notMedia, .noPicture, .damaged, .readError, .crashed, .stalled: true
    case .noSound, .badTable, .writeError, .outOfMemory, .cancelled, .badOrder: false
    }
  }

  /// The same file may do in another try.
  var mayPass: Bool { self == .crashed || self == .stalled }
}
