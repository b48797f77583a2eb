// SPDX-License-Identifier: GPL-3.0-or-later

internal import Jobs
internal import Linux

extension JobFailure {
  /// What is wrong with a footage file, and what to do, for the person who copied it.
  var footageSentence: String {
    let remedy =
      switch reason {
      case .notMedia, .noPicture, .noSound, .crashed, .stalled:
        "convert it, or take it out of the folder"
      case .damaged: "copy it again"
      case .readError: "check the disk or the share"
      case .writeError: "make room on the cache's disk"
      case .outOfMemory: "make a smaller copy of it"
      case .notInstalled: "install libavcodec59 and libx264-164 again"
      case .cancelled: "try again"
      case .badOrder: "please report this"
      case .badTable: "export it again"
      }
    return "\(problem); \(remedy)"
  }

  /// What is wrong with a song, and what to do.
  var songSentence: String {
    switch reason {
    case .notMedia: "not a song that can be read; convert it, or choose another song"
    case .noSound, .noPicture: "holds no sound that can be decoded; choose another song"
    case .crashed, .stalled: "\(problem); convert it, or choose another song"
    default: footageSentence
    }
  }

  /// The same before the next try.
  var retrySentence: String { "\(problem); it is tried again in a while" }

  /// The same after the last try.
  var quarantineSentence: String {
    "\(problem), several times in a row; copy it again or convert it, "
      + "or have it tried once more with montagectl retry"
  }

  /// What is wrong, without what to do.
  var problem: String {
    switch reason {
    case .notMedia: "not a video that can be read"
    case .noPicture: "holds no moving picture that can be decoded"
    case .noSound: "holds no sound that can be decoded"
    case .damaged: "damaged or still being copied\(inBrackets)"
    case .readError: "cannot be read\(inBrackets)"
    case .writeError: "what is made of it cannot be written\(inBrackets)"
    case .badOrder: "could not be processed\(inBrackets)"
    case .notInstalled: "an encoder or a library is missing, or does not start\(inBrackets)"
    case .badTable: "not a table of colours\(inBrackets)"
    case .outOfMemory: "needs more memory than a worker may use\(inBrackets)"
    case .cancelled: "was not finished"
    case .crashed, .stalled: "makes the decoder fail\(inBrackets)"
    }
  }

  /// The library's own words, for those who want to look further.
  private var inBrackets: String { detail.isEmpty ? "" : " (\(detail))" }
}

extension MontageFailure {
  /// A failure that names the footage file that it is about.
  init(footage file: OpenFile, _ failure: JobFailure) {
    self.init(file, failure, failure.footageSentence)
  }

  /// A failure that names the song that it is about.
  init(song file: OpenFile, _ failure: JobFailure) {
    self.init(file, failure, failure.songSentence)
  }

  /// A failure that names the films that were compared.
  init(comparing films: [OpenFile], _ failure: JobFailure) {
    let sentence =
      switch failure.reason {
      case .notMedia, .noPicture, .noSound, .crashed, .stalled:
        failure.problem + "; name another film"
      default: failure.footageSentence
      }
    self.init(films, failure, sentence)
  }

  private init(_ file: OpenFile, _ failure: JobFailure, _ sentence: String) {
    self.init([file], failure, sentence)
  }

  private init(_ files: [OpenFile], _ failure: JobFailure, _ sentence: String) {
    guard failure.reason != .cancelled else {
      self.init(.cancelled, "cancelled")
      return
    }
    // Of none of these files, and true of all.
    if failure.reason == .notInstalled {
      self.init(failure)
      return
    }
    let names = files.map { Path.display($0.path.name) }.joined(separator: ", ")
    self.init(failure.reason.kind, "\(names): \(sentence)")
  }

  /// A failure of the program's own steps.
  init(_ failure: JobFailure) {
    switch failure.reason {
    case .cancelled: self.init(.cancelled, "cancelled")
    case .notInstalled: self.init(.temporary, "montage-worker: \(failure.footageSentence)")
    case .outOfMemory:
      self.init(
        .temporary,
        "not enough memory to join the film; close other programs or lower the resolution")
    case .writeError:
      self.init(.output, "the film cannot be written (\(failure.detail)); make room on the disk")
    default:
      self.init(
        .fault,
        "joining the film failed (\(failure.reason.rawValue): \(failure.detail)); please report this"
      )
    }
  }
}

extension JobFailure.Reason {
  /// Whether the file or the machine is at fault.
  var kind: MontageFailure.Kind {
    switch self {
    case .writeError: .output
    case .readError: .storage
    case .cancelled: .cancelled
    case .notInstalled: .temporary
    case .notMedia, .noPicture, .noSound, .damaged, .badTable, .outOfMemory, .badOrder, .crashed,
      .stalled:
      .input
    }
  }
}
