// SPDX-License-Identifier: GPL-3.0-or-later

internal import Jobs
internal import Media

/// Footage that was measured, and then could not be shown: the film is planned again without it.
struct UnusableFootage: Error {
  let content: ContentKey
  /// Of how much of it that is true.
  var extent = Extent.whole
  /// For people; names no file.
  let sentence: String
  /// What to say where nothing else can take its place; names the file.
  let failure: MontageFailure

  enum Extent: Hashable, Sendable {
    case whole
    /// Of a part, which the cache has noted; plans leave it out.
    case part
  }
}

extension JobFailure.Reason {
  /// It is the file, or what its worker made of it: another file may do.
  var isOfFootage: Bool {
    switch self {
    case .notMedia, .noPicture, .damaged, .readError, .crashed, .stalled, .outOfMemory: true
    case .noSound, .badTable, .writeError, .notInstalled, .cancelled, .badOrder: false
    }
  }

  /// Other parts of the same file may do; a decoder that hangs is not waited for again and again.
  var isOfPart: Bool {
    switch self {
    case .damaged, .crashed: true
    case .readError, .notInstalled, .notMedia, .noPicture, .stalled, .outOfMemory, .noSound,
      .badTable,
      .writeError,
      .cancelled, .badOrder:
      false
    }
  }

  /// The same file may do in another try.
  var mayPass: Bool { self == .crashed || self == .stalled }
}
