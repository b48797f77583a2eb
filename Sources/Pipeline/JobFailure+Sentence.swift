// SPDX-License-Identifier: GPL-3.0-or-later

internal import Jobs
internal import Linux

extension JobFailure {
  /// What is wrong with a footage file, and what to do, for the person who copied it.
  var footageSentence: String {
    switch reason {
    case .notMedia: "no video that can be read; convert it, or take it out of the folder"
    case .noPicture:
      "holds no picture that can be decoded; convert it, or take it out of the folder"
    case .noSound: "holds no sound that can be decoded; convert it, or take it out of the folder"
    case .damaged: "damaged or still being copied (\(detail)); copy it again"
    case .readError: "cannot be read (\(detail)); check the disk or the share"
    case .writeError: "cannot be processed (\(detail)); make room on the cache's disk"
    case .outOfMemory: "needs more memory than a worker may use; make a smaller copy of it"
    case .cancelled: "was not finished"
    case .crashed, .stalled:
      "makes the decoder fail (\(detail)); convert it, or take it out of the folder"
    case .badOrder: "could not be processed (\(detail)); please report this"
    }
  }
}

extension MontageFailure {
  /// A failure that names the footage or song file that it is about.
  init(footage file: OpenFile, _ failure: JobFailure) {
    guard failure.reason != .cancelled else {
      self.init(.cancelled, "cancelled")
      return
    }
    self.init(.input, "\(Path.display(file.path.name)): \(failure.footageSentence)")
  }

  /// A failure of the program's own steps.
  init(_ failure: JobFailure) {
    switch failure.reason {
    case .cancelled: self.init(.cancelled, "cancelled")
    case .outOfMemory:
      self.init(
        .temporary,
        "not enough memory to join the film; close other programs or lower the resolution")
    case .writeError:
      self.init(.output, "the film cannot be written (\(failure.detail)); make room on the disk")
    default: self.init(.fault, "joining the film failed: \(failure.reason) (\(failure.detail))")
    }
  }
}
